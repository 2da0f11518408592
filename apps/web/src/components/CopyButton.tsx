import { useEffect, useState } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Icon } from './Icon.tsx';

/** Copies a text and says so; absent where the browser has no clipboard for us (plain http). */
export function CopyButton({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!('clipboard' in navigator)) return null;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setIsCopied(true);
    } catch {
      setIsCopied(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className="p-button--base has-icon is-dense copy-button"
        title={label}
        onClick={() => void copy()}
      >
        <Icon name={isCopied ? 'success' : 'copy'} />
        <span className="u-off-screen">{label}</span>
      </button>
      <span role="status" className="u-off-screen">
        {isCopied ? t('copy.done') : ''}
      </span>
    </>
  );
}
