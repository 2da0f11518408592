import { ApiError } from '../../../api/api-error.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** A refusal that names what is in the way; anything else in the usual words. */
export function DomainProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  if (!(error instanceof ApiError) || error.code !== 'request.conflict') return <ErrorNotice error={error} />;
  const { reason, count, addresses } = error.details;
  const list = Array.isArray(addresses) ? addresses.join(', ') : '';
  return (
    <Notification severity="negative" role="alert">
      {reason === 'name_taken' && t('domains.refused.name_taken')}
      {reason === 'landing_path_taken' && t('domains.refused.landing_path_taken')}
      {reason === 'landing_path_reserved' && t('domains.refused.landing_path_reserved')}
      {reason === 'recipients' && t('domains.refused.recipients', { count: Number(count ?? 0), list })}
    </Notification>
  );
}
