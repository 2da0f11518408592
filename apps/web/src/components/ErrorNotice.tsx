import { ApiError } from '../api/api-error.ts';
import { useErrorText } from '../api/error-text.ts';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Button } from './Button.tsx';
import { Notification } from './Notification.tsx';
import { RequestId } from './RequestId.tsx';

/** Says what to do next about a request that failed, with the id to quote. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <Notification
      severity="negative"
      role="alert"
      title={t('problem.title')}
      actions={onRetry && <Button onClick={onRetry}>{t('problem.retry')}</Button>}
    >
      {errorText(error)}
      {requestId && <RequestId value={requestId} />}
    </Notification>
  );
}
