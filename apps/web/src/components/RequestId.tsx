import { useTranslation } from '../i18n/useTranslation.ts';
import { CopyButton } from './CopyButton.tsx';

/** What to quote when asking for help. */
export function RequestId({ value }: { value: string }) {
  const { t } = useTranslation();
  return (
    <span className="request-id">
      {t('request_id.label')} <code>{value}</code>
      <CopyButton value={value} label={t('request_id.copy')} />
    </span>
  );
}
