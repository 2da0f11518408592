import type { SyncRun } from '@ubuntu-aliases/shared';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { isUnderWay } from '../words.ts';

const SIGNS = { added: '+', restored: '+', graced: '~', suspended: '−' } as const;

/** What a run does, in numbers; nothing where it does nothing. */
export function Totals({ run: { counts, state } }: { run: SyncRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = (['added', 'restored', 'graced', 'suspended'] as const).filter((name) => counts[name] > 0);
  // Not known before it is done.
  if (names.length === 0 && isUnderWay(state)) return null;
  if (names.length === 0) return <span className="u-text--muted">{t('sync.nothing')}</span>;
  return (
    <ul className="sync-totals">
      {names.map((name) => (
        <li key={name} className={`sync-sign--${name}`}>
          <span className="sync-sign" aria-hidden="true">
            {SIGNS[name]}
          </span>
          {format.number(counts[name])} {t(`sync.count.${name}`)}
        </li>
      ))}
    </ul>
  );
}
