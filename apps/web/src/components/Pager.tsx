import { Link, useSearchParams } from 'react-router';
import { useTranslation } from '../i18n/useTranslation.ts';

/** To the next page and back to the first; where one is stands in the address, so "back" is the browser's. */
export function Pager({ nextCursor }: { nextCursor: string | null }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const withCursor = (cursor: string | null) => {
    const next = new URLSearchParams(params);
    if (cursor === null) next.delete('cursor');
    else next.set('cursor', cursor);
    return { search: next.toString() };
  };
  if (nextCursor === null && !params.has('cursor')) return null;
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {params.has('cursor') && (
        <Link className="p-button" to={withCursor(null)}>
          {t('pager.first')}
        </Link>
      )}
      {nextCursor !== null && (
        <Link className="p-button" to={withCursor(nextCursor)}>
          {t('pager.next')}
        </Link>
      )}
    </nav>
  );
}
