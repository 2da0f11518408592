import { ApiError } from '../../../api/api-error.ts';
import { useErrorText } from '../../../api/error-text.ts';
import { Notification } from '../../../components/Notification.tsx';
import { RequestId } from '../../../components/RequestId.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

interface Props {
  error: Error;
  onDismiss: () => void;
}

/** A change that was shown and then refused: says that it was taken back and why. */
export function RefusedChange({ error, onDismiss }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const isElsewhere = error instanceof ApiError && error.code === 'request.precondition_failed';
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Notification severity="caution" role="alert" title={t('errors.refused.title')} onDismiss={onDismiss}>
      {isElsewhere ? t('errors.refused.elsewhere') : errorText(error)}
      {requestId && !isElsewhere && <RequestId value={requestId} />}
    </Notification>
  );
}
