import Input from '@canonical/react-components/dist/esm/components/Input';
import { useForm } from 'react-hook-form';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { AdminDomainDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useRetireDomain, useUnretireDomain } from '../api/useChangeDomain.ts';

/** Ends every address of a domain after its grace, so the name is typed by hand; or takes that back. */
export function RetireForm({ domain }: { domain: AdminDomainDetail }) {
  const { t } = useTranslation();
  const retire = useRetireDomain(domain.id);
  const unretire = useUnretireDomain(domain.id);
  const { register, handleSubmit, reset, formState } = useForm({
    defaultValues: { reason: '', confirm: '' },
  });
  const isRetired = domain.retiredAt !== null;
  const { isPending, error } = isRetired ? unretire : retire;
  const send = ({ reason, confirm }: { reason: string; confirm: string }) =>
    isRetired
      ? unretire.mutate(reason.trim(), { onSuccess: () => reset() })
      : retire.mutate({ reason: reason.trim(), confirm }, { onSuccess: () => reset() });
  const isName = (typed: string) => isRetired || typed.trim().toLowerCase() === domain.name;
  const { confirm, reason } = formState.errors;
  return (
    <form className="settings-form" noValidate onSubmit={handleSubmit(send)}>
      <p>{t(isRetired ? 'domains.unretire_help' : 'domains.retire_help')}</p>
      {!isRetired && (
        <Input
          type="text"
          label={t('domains.retire_confirm', { domain: domain.name })}
          required
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          error={confirm && t('domains.retire_confirm_wrong')}
          {...register('confirm', { validate: isName })}
        />
      )}
      <Input
        type="text"
        label={t('domains.retire_reason')}
        required
        maxLength={500}
        error={reason && t('domains.retire_reason_missing')}
        {...register('reason', { validate: (text) => text.trim() !== '' })}
      />
      {error && <ErrorNotice error={error} />}
      <Button type="submit" appearance={isRetired ? 'positive' : 'negative'} isBusy={isPending}>
        {t(isRetired ? 'domains.unretire' : 'domains.retire')}
      </Button>
    </form>
  );
}
