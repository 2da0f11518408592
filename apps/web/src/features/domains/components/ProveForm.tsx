import Input from '@canonical/react-components/dist/esm/components/Input';
import { useForm } from 'react-hook-form';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useProveDomain } from '../api/useChangeDomain.ts';

export function ProveForm({ id }: { id: string }) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useProveDomain(id);
  const { register, handleSubmit } = useForm({ defaultValues: { reason: '' } });
  return (
    <form onSubmit={handleSubmit(({ reason }) => mutate(reason))}>
      <Input
        type="text"
        label={t('domains.prove_reason')}
        help={t('domains.prove_help')}
        required
        maxLength={500}
        {...register('reason')}
      />
      {error && <ErrorNotice error={error} />}
      <Button type="submit" isBusy={isPending}>
        {t('domains.prove')}
      </Button>
    </form>
  );
}
