import { ApiError } from '../../../api/api-error.ts';
import { useErrorText } from '../../../api/error-text.ts';
import { Notification } from '../../../components/Notification.tsx';
import { RequestId } from '../../../components/RequestId.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const REASONS = [
  'has_role',
  'banned',
  'has_address',
  'launchpad_name',
  'roster_name',
  'address',
  'not_in_team',
  'coc_unsigned',
  'account_unknown',
  'account_invalid',
  'domain_unproven',
] as const;

/** Why nothing was done, in the words of what was tried. */
export function ChangeRefused({ error, onDismiss }: { error: Error; onDismiss: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const given = error instanceof ApiError ? error.details.reason : undefined;
  const reason = REASONS.find((known) => known === given);
  return (
    <Notification severity="caution" role="alert" title={t('member.refused')} onDismiss={onDismiss}>
      {reason ? t(`member.refused.${reason}`) : errorText(error)}
      {error instanceof ApiError && error.requestId && !reason && <RequestId value={error.requestId} />}
    </Notification>
  );
}
