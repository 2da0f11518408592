import { useTranslation } from '../i18n/useTranslation.ts';
import { ApiError, type FailureCode } from './api-error.ts';

export function toFailureCode(error: unknown): FailureCode {
  return error instanceof ApiError ? error.code : 'internal';
}

/** Words for whatever went wrong: what to do next. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation();
  return (error) => {
    if (error instanceof ApiError && error.code === 'request.rate_limited' && error.retryAfterSeconds)
      return t('problem.wait', { count: error.retryAfterSeconds });
    return t(`problem.${toFailureCode(error)}`);
  };
}
