import Input from '@canonical/react-components/dist/esm/components/Input';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useAddDomain } from '../api/useChangeDomain.ts';
import { DomainProblem } from './DomainProblem.tsx';

export function AddDomainForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { mutate, isPending, error } = useAddDomain();
  const { register, handleSubmit } = useForm({
    defaultValues: { name: '', team: '', title: '', landingPath: '', accent: '#666666' },
  });
  return (
    <form
      className="settings-form"
      onSubmit={handleSubmit(({ landingPath, ...given }) =>
        mutate(
          { ...given, landingPath: landingPath || null },
          { onSuccess: ({ body }) => void navigate(paths.domain(body.id)) },
        ),
      )}
    >
      <p>{t('domains.add_help')}</p>
      <Input type="text" label={t('domains.name')} required {...register('name')} />
      <Input type="text" label={t('domains.team')} required {...register('team')} />
      <Input type="text" label={t('domains.flavour')} required maxLength={60} {...register('title')} />
      <Input
        type="text"
        label={t('domains.landing_path')}
        help={t('domains.landing_path_help')}
        pattern="/[a-z0-9]+(-[a-z0-9]+)*"
        {...register('landingPath')}
      />
      <Input type="color" label={t('domains.accent')} {...register('accent')} />
      <DomainProblem error={error} />
      <Button type="submit" appearance="positive" isBusy={isPending}>
        {t('domains.add_submit')}
      </Button>
      <Button onClick={onClose}>{t('domains.cancel')}</Button>
    </form>
  );
}
