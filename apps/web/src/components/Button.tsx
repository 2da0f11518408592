import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon } from './Icon.tsx';

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  appearance?: 'positive' | 'negative' | 'base' | 'link' | 'default';
  children: ReactNode;
  /** Shows a spinner beside the words; the button keeps its name and takes no second press. */
  isBusy?: boolean;
  isDense?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  appearance = 'default',
  children,
  className = '',
  isBusy = false,
  isDense = false,
  onClick,
  ...rest
}: Props) {
  const base = appearance === 'default' ? 'p-button' : `p-button--${appearance}`;
  return (
    <button
      type="button"
      {...rest}
      className={`${base} ${isDense ? 'is-dense' : ''} ${isBusy ? 'is-busy has-icon' : ''} ${className}`.trim()}
      // Not `disabled`, which would drop the focus that the reader is going to need.
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? undefined : onClick}
    >
      {isBusy && <Icon name="spinner" />}
      {isBusy ? <span>{children}</span> : children}
    </button>
  );
}
