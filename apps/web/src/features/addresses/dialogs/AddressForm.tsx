import { useRef, useState, type FormEvent } from 'react';
import type { Alias } from '@ubuntu-aliases/shared';
import { normaliseDomain } from '@ubuntu-aliases/shared/address';
import { ApiError } from '../../../api/api-error.ts';
import { useErrorText } from '../../../api/error-text.ts';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { signInUrl } from '../../../paths.ts';
import { useChangeRecipient } from '../api/useRecipientChanges.ts';
import { readDraft, saveDraft } from '../draft.ts';
import { suggestAddress } from '../typo.ts';
import { dialogPath } from '../useDialog.ts';

interface Props {
  alias: Alias;
  replaces: string | null;
  onClose: () => void;
}

/** An internationalised domain as mail servers have it, so that a lookalike letter shows. */
function asciiForm(typed: string): string | null {
  const domain = typed.slice(typed.lastIndexOf('@') + 1).trim();
  const ascii = normaliseDomain(domain);
  return ascii?.includes('xn--') && ascii !== domain.toLowerCase() ? ascii : null;
}

export function AddressForm({ alias, replaces, onClose }: Props) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const { request } = useChangeRecipient(alias.id);
  const [typed, setTyped] = useState(() => readDraft(alias.id));
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [isEmpty, setIsEmpty] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const type = (text: string) => {
    setTyped(text);
    saveDraft(alias.id, text);
    setIsEmpty(false);
    setKey(crypto.randomUUID());
    if (request.error) request.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (request.isPending) return;
    const address = typed.trim();
    setIsEmpty(address === '');
    if (address === '') return field.current?.focus();
    request.mutate(
      { address, key, ...(replaces === null ? {} : { replaces }) },
      { onSuccess: () => saveDraft(alias.id, ''), onError: () => field.current?.focus() },
    );
  };

  const isStale = request.error instanceof ApiError && request.error.code === 'auth.stale';
  const error = isEmpty ? t('recipient_dialog.empty') : request.error && !isStale && errorText(request.error);
  const guess = suggestAddress(typed);
  const ascii = asciiForm(typed);
  return (
    <form onSubmit={submit} noValidate>
      <p>{t('recipient_dialog.how')}</p>
      <div className={`p-form-validation ${error ? 'is-error' : ''}`}>
        <label htmlFor="new-recipient">{t('recipient_dialog.field')}</label>
        <input
          id="new-recipient"
          ref={field}
          className="p-form-validation__input"
          type="text"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="off"
          spellCheck={false}
          dir="ltr"
          maxLength={1000}
          value={typed}
          data-autofocus
          aria-invalid={Boolean(error)}
          aria-describedby="new-recipient-said"
          onChange={(event) => type(event.target.value)}
        />
        <div id="new-recipient-said" role="status" className="p-form-help-text">
          {error && <p className="p-form-validation__message">{error}</p>}
          {guess && (
            <p>
              <Rich
                text={t('recipient_dialog.guess')}
                tags={{
                  guess: () => (
                    <Button appearance="link" className="u-no-margin--bottom" onClick={() => type(guess)}>
                      <Address value={guess} />
                    </Button>
                  ),
                }}
              />
            </p>
          )}
          {ascii && (
            <p>
              <Rich text={t('recipient_dialog.ascii')} tags={{ domain: () => <Address value={ascii} /> }} />
            </p>
          )}
        </div>
      </div>
      {isStale && (
        <div role="alert">
          <p>{t('recipient_dialog.stale')}</p>
        </div>
      )}
      {request.isPaused && <p role="status">{t('dialog.offline')}</p>}
      <div className="dialog__actions">
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        {isStale ? (
          <a className="p-button--positive" href={signInUrl(dialogPath('recipient', alias, replaces))}>
            {t('sign_in.button')}
          </a>
        ) : (
          <Button appearance="positive" type="submit" isBusy={request.isPending}>
            {t('recipient_dialog.submit')}
          </Button>
        )}
      </div>
    </form>
  );
}
