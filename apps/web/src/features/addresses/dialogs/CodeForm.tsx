import { useEffect, useRef, useState, type FormEvent } from 'react';
import type { Alias, Recipient } from '@ubuntu-aliases/shared';
import { useErrorText } from '../../../api/error-text.ts';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Time } from '../../../components/Time.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useChangeRecipient, useGetChange } from '../api/useRecipientChanges.ts';

interface Props {
  alias: Alias;
  pending: Recipient;
  onDone: () => void;
}

/** The six digits of the mail to the new mailbox, for when that is read on another device. */
export function CodeForm({ alias, pending, onDone }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const toast = useToast();
  const { confirm, cancel } = useChangeRecipient(alias.id);
  const change = useGetChange(pending.id);
  const [typed, setTyped] = useState('');
  const [isShort, setIsShort] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const code = typed.replace(/\D/g, '');
  // It takes the place of the form before, and of its focus.
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (confirm.isPending) return;
    setIsShort(code.length !== 6);
    if (code.length !== 6) return field.current?.focus();
    confirm.mutate(
      { id: pending.id, code },
      {
        onSuccess: () => {
          toast({ text: t('recipient_dialog.done', { address: pending.address }) });
          onDone();
        },
        onError: () => field.current?.focus(),
      },
    );
  };
  const takeBack = () =>
    cancel.mutate(pending.id, {
      onSuccess: () => {
        toast({ text: t('recipient_dialog.cancelled') });
        onDone();
      },
    });

  const failed = confirm.error ?? cancel.error;
  const error = isShort ? t('code.short') : failed && errorText(failed);
  return (
    <form onSubmit={submit} noValidate>
      <p>
        <Rich text={t('code.sent')} tags={{ address: () => <Address value={pending.address} /> }} />
      </p>
      <p className="u-text--muted">
        {change && <Rich text={t('code.valid')} tags={{ time: () => <Time value={change.expiresAt} /> }} />}
      </p>
      <div className={`p-form-validation ${error ? 'is-error' : ''}`}>
        <label htmlFor="change-code">{t('code.field')}</label>
        <input
          id="change-code"
          ref={field}
          className="p-form-validation__input code-field"
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          value={typed}
          data-autofocus
          aria-invalid={Boolean(error)}
          aria-describedby="change-code-said"
          onChange={(event) => {
            setTyped(event.target.value);
            setIsShort(false);
          }}
        />
        <div id="change-code-said" role="status">
          {error && <p className="p-form-validation__message">{error}</p>}
        </div>
      </div>
      {(confirm.isPaused || cancel.isPaused) && <p role="status">{t('dialog.offline')}</p>}
      <div className="dialog__actions">
        <Button isBusy={cancel.isPending} onClick={takeBack}>
          {t('code.cancel')}
        </Button>
        <Button appearance="positive" type="submit" isBusy={confirm.isPending}>
          {t('code.submit')}
        </Button>
      </div>
    </form>
  );
}
