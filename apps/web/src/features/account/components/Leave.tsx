import { useRef, useState, type FormEvent } from 'react';
import type { Member } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useLeave } from '../api/useLeave.ts';

/** Deleting the account. It cannot be undone, so it says what becomes of mail and is typed by hand. */
export function Leave({ member }: { member: Member }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-labelledby="leave">
      <h2 id="leave" className="p-heading--4">
        {t('leave.title')}
      </h2>
      <p>{t('leave.text')}</p>
      <Button appearance="negative" onClick={() => setIsOpen(true)}>
        {t('leave.open')}
      </Button>
      {isOpen && <LeaveDialog member={member} onClose={() => setIsOpen(false)} />}
    </section>
  );
}

function LeaveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useLeave();
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const wanted = member.launchpadName ?? member.claimedIdentifier;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const isRight = typed.trim() === wanted;
    setIsWrong(!isRight);
    if (isRight) mutate(typed.trim());
    else field.current?.focus();
  };
  return (
    <Dialog title={t('leave.title')} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <ul>
          <li>{t('leave.mail')}</li>
          <li>{t('leave.gone')}</li>
          <li>{t('leave.stays')}</li>
          <li>{t('leave.back')}</li>
        </ul>
        <div className={`p-form-validation ${isWrong ? 'is-error' : ''}`}>
          <label htmlFor="leave-confirm">
            <Rich
              text={t('leave.confirm')}
              tags={{ name: () => <strong className="name">{wanted}</strong> }}
            />
          </label>
          <input
            id="leave-confirm"
            ref={field}
            className="p-form-validation__input"
            type="text"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            data-autofocus
            aria-invalid={isWrong}
            aria-describedby="leave-said"
            onChange={({ target }) => {
              setTyped(target.value);
              setIsWrong(false);
            }}
          />
          <div id="leave-said" role="status">
            {isWrong && <p className="p-form-validation__message">{t('leave.wrong')}</p>}
          </div>
        </div>
        {error && <ErrorNotice error={error} />}
        <div className="dialog__actions">
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button appearance="negative" type="submit" isBusy={isPending}>
            {t('leave.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
