import { useId, useRef, useState } from 'react';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useFreeAlias } from '../api/useChangeAliases.ts';

interface Props {
  alias: AdminAlias;
  onDone: () => void;
  onClose: () => void;
}

type Missing = 'confirm' | 'reason' | null;

/** Cannot be undone: says what it means, and has the address typed. */
export function FreeDialog({ alias, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useFreeAlias(alias.id);
  const [missing, setMissing] = useState<Missing>(null);
  const confirm = useRef<HTMLInputElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const id = useId();
  const submit = () => {
    const typed = confirm.current?.value.trim().toLowerCase() ?? '';
    const why = reason.current?.value.trim() ?? '';
    const wrong = typed !== alias.address ? 'confirm' : why === '' ? 'reason' : null;
    setMissing(wrong);
    if (wrong === null) mutate({ confirm: typed, reason: why }, { onSuccess: onDone });
    else (wrong === 'confirm' ? confirm : reason).current?.focus();
  };
  const field = (name: 'confirm' | 'reason', ref: typeof confirm) => (
    <div className={missing === name ? 'p-form-validation is-error' : undefined}>
      <label htmlFor={`${id}-${name}`}>{t(`admin_alias.free.${name}`)}</label>
      <input
        id={`${id}-${name}`}
        ref={ref}
        className="p-form-validation__input"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={name === 'reason'}
        maxLength={name === 'reason' ? 500 : 320}
        aria-invalid={missing === name}
      />
      {missing === name && (
        <p className="p-form-validation__message">{t(`admin_alias.free.${name}_missing`)}</p>
      )}
    </div>
  );
  return (
    <Dialog title={t('admin_alias.free.title')} onClose={onClose}>
      <p>
        <Address value={alias.address} />
      </p>
      <p>{t('admin_alias.free.effect')}</p>
      {error !== null && <ErrorNotice error={error} />}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {field('confirm', confirm)}
        {field('reason', reason)}
        <div className="dialog__actions">
          <Button onClick={onClose}>{t('reason.cancel')}</Button>
          <Button type="submit" appearance="negative" isBusy={isPending}>
            {t('admin_alias.free.action')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
