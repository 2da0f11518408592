import { Link } from 'react-router';
import type { AuditEntry } from '@ubuntu-aliases/shared';
import { useFormat } from '../../i18n/format.ts';
import { useTranslation } from '../../i18n/useTranslation.ts';
import { paths } from '../../paths.ts';
import { isKnownValue, TYPED } from './codes.ts';

type Value = AuditEntry['changes'][string][number];

/** Before and after in words; what is only known to have changed says no more than that. */
export function Change({ field, before, after }: { field: string; before: Value; after: Value }) {
  const { t } = useTranslation();
  if (before === 'changed' && after === 'changed') return t('audit.value.changed');
  if (before === null) return <Shown field={field} value={after} />;
  return (
    <>
      <Shown field={field} value={before} /> → <Shown field={field} value={after} />
    </>
  );
}

function Shown({ field, value }: { field: string; value: Value }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (value === null) return '–';
  if (typeof value === 'number') return format.number(value);
  if (field === 'run' && typeof value === 'string')
    return <Link to={paths.syncRun(value)}>{t('audit.run_open')}</Link>;
  const text = String(value);
  if (field === 'until') return <time dateTime={text}>{format.dateTime(new Date(text))}</time>;
  if (!TYPED.includes(field) && isKnownValue(text)) return t(`audit.value.${text}`);
  return <code>{text}</code>;
}
