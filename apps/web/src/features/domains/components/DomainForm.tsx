import Input from '@canonical/react-components/dist/esm/components/Input';
import Select from '@canonical/react-components/dist/esm/components/Select';
import Textarea from '@canonical/react-components/dist/esm/components/Textarea';
import { useForm } from 'react-hook-form';
import type { AdminDomainDetail, UpdateDomain } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useUpdateDomain } from '../api/useChangeDomain.ts';
import { DomainProblem } from './DomainProblem.tsx';

const MODES = ['at_once', 'daily', 'none'] as const;

function valuesOf({
  team,
  title,
  landingPath,
  accent,
  adminContacts,
  newAddressNotice,
  settings,
}: AdminDomainDetail) {
  const { landingText, removalNotice, sealsArc, rewritesFrom } = settings;
  const contacts = adminContacts.join('\n');
  return {
    team,
    title,
    landingPath: landingPath ?? '',
    accent,
    contacts,
    newAddressNotice,
    removalNotice,
    en: landingText.en,
    ko: landingText.ko,
    sealsArc,
    rewritesFrom,
  };
}
type Values = ReturnType<typeof valuesOf>;

function changeOf(values: Values, isEverything: boolean): UpdateDomain {
  const { team, title, landingPath, accent, contacts, newAddressNotice, removalNotice, en, ko } = values;
  const { sealsArc, rewritesFrom } = values;
  return {
    ...(isEverything && { team, title, accent, landingPath: landingPath || null }),
    adminContacts: contacts.split(/[\s,]+/).filter(Boolean),
    newAddressNotice,
    settings: {
      removalNotice,
      landingText: { en, ko },
      ...(isEverything && { sealsArc, rewritesFrom }),
    },
  };
}

export function DomainForm({ domain, isEverything }: { domain: AdminDomainDetail; isEverything: boolean }) {
  const { t } = useTranslation();
  const toast = useToast();
  const { mutate, isPending, error } = useUpdateDomain(domain.id);
  const { register, handleSubmit, formState } = useForm({
    values: valuesOf(domain),
    // What is being typed stays when a check brings a newer answer.
    resetOptions: { keepDirtyValues: true },
  });
  const modes = MODES.map((value) => ({ value, label: t(`domains.notice.${value}`) }));
  return (
    <form
      className="settings-form"
      onSubmit={handleSubmit((values) =>
        mutate(changeOf(values, isEverything), { onSuccess: () => toast({ text: t('domains.saved') }) }),
      )}
    >
      {isEverything && (
        <>
          <Input
            type="text"
            label={t('domains.team')}
            help={t('domains.team_help')}
            required
            {...register('team')}
          />
          <Input type="text" label={t('domains.flavour')} required maxLength={60} {...register('title')} />
          <Input
            type="text"
            label={t('domains.landing_path')}
            help={t('domains.landing_path_help')}
            pattern="/[a-z0-9]+(-[a-z0-9]+)*"
            {...register('landingPath')}
          />
          <Input type="color" label={t('domains.accent')} {...register('accent')} />
        </>
      )}
      <Textarea
        label={t('domains.contacts')}
        help={t('domains.contacts_help')}
        rows={3}
        {...register('contacts')}
      />
      <Select label={t('domains.new_address_notice')} options={modes} {...register('newAddressNotice')} />
      <Select label={t('domains.removal_notice')} options={modes} {...register('removalNotice')} />
      <Textarea label={t('domains.text_en')} rows={2} maxLength={400} {...register('en')} />
      <Textarea label={t('domains.text_ko')} rows={2} maxLength={400} {...register('ko')} />
      {isEverything &&
        (['sealsArc', 'rewritesFrom'] as const).map((name) => (
          <div key={name}>
            <label className="p-checkbox choice">
              <input
                type="checkbox"
                className="p-checkbox__input"
                aria-describedby={`domain-${name}-help`}
                {...register(name)}
              />
              <span className="p-checkbox__label">{t(`domains.${name}`)}</span>
            </label>
            <p id={`domain-${name}-help`} className="p-form-help-text">
              {t(`domains.${name}_help`)}
            </p>
          </div>
        ))}
      <DomainProblem error={error} />
      <Button type="submit" isBusy={isPending} disabled={!formState.isDirty}>
        {t('domains.save')}
      </Button>
    </form>
  );
}
