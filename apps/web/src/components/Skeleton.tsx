import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Icon } from './Icon.tsx';

/** Grey bars at once, a spinner with words only when it takes longer than a glance. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useTranslation();
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="skeleton-group">
      <p role="status" className="skeleton-status">
        {isSlow && (
          <>
            <Icon name="spinner" /> {t('loading')}
          </>
        )}
      </p>
      <div aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <div key={index} className="skeleton" />
        ))}
      </div>
    </div>
  );
}
