import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

interface Props {
  title: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

/**
 * A modal of the browser's own. Focus goes to what is marked with `data-autofocus`, else to the heading; when it
 * closes, back to where it came from.
 */
export function Dialog({ title, children, onClose }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  useEffect(() => {
    (dialog.current?.querySelector<HTMLElement>('[data-autofocus]') ?? heading.current)?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      // Escape: what is shown is decided by the page, not by the element.
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className="dialog__header">
        <h2 id={id} ref={heading} tabIndex={-1} className="p-heading--4 u-no-margin--bottom">
          {title}
        </h2>
        <Button appearance="base" isDense className="has-icon u-no-margin--bottom" onClick={onClose}>
          <Icon name="close" />
          <span className="u-off-screen">{t('dialog.close')}</span>
        </Button>
      </header>
      {children}
    </dialog>
  );
}
