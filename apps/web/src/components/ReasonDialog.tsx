import { useId, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorNotice } from './ErrorNotice.tsx';

interface Props {
  title: string;
  /** What is going to happen. */
  children?: ReactNode;
  /** Who gets to read the reason. */
  help: string;
  action: string;
  appearance?: 'positive' | 'negative';
  isBusy: boolean;
  error: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

const REASON_MAX = 500;

/** Asks why before something is done that somebody will want explained. */
export function ReasonDialog({
  title,
  children,
  help,
  action,
  appearance = 'positive',
  isBusy,
  error,
  onConfirm,
  onClose,
}: Props) {
  const { t } = useTranslation();
  const [isMissing, setIsMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error !== null && <ErrorNotice error={error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const reason = field.current?.value.trim() ?? '';
          setIsMissing(reason === '');
          if (reason === '') field.current?.focus();
          else onConfirm(reason);
        }}
      >
        <div className={isMissing ? 'p-form-validation is-error' : undefined}>
          <label htmlFor={id}>{t('reason.label')}</label>
          <textarea
            id={id}
            ref={field}
            rows={3}
            maxLength={REASON_MAX}
            required
            className="p-form-validation__input"
            aria-describedby={`${id}-help`}
            aria-invalid={isMissing}
          />
          {isMissing && <p className="p-form-validation__message">{t('reason.missing')}</p>}
          <p id={`${id}-help`} className="p-form-help-text">
            {help}
          </p>
        </div>
        <div className="dialog__actions">
          <Button onClick={onClose}>{t('reason.cancel')}</Button>
          <Button type="submit" appearance={appearance} isBusy={isBusy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
