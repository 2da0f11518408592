import { useEffect } from 'react';
import type { Alias, TestMessage } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useTestMessage } from '../api/useTestMessage.ts';
import { Stages } from '../components/Stages.tsx';

interface Props {
  alias: Alias;
  onClose: () => void;
  onSeen: () => void;
}

const stateOf = (message: TestMessage | null, name: string) =>
  message?.stages.find((stage) => stage.name === name)?.state;

/** A mail to oneself, followed on its way. */
export function TestDialog({ alias, onClose, onSeen }: Props) {
  const { t } = useTranslation();
  const { message, send, see } = useTestMessage(alias.id);
  const isSeen = stateOf(message, 'seen') === 'done';
  const hasFailed = message?.stages.some(({ state }) => state === 'failed') ?? false;
  useEffect(() => {
    if (isSeen) onSeen();
  }, [isSeen, onSeen]);
  const address = () => <Address value={alias.address} />;
  const error = send.error ?? see.error;
  return (
    <Dialog title={<Rich text={t('test.title')} tags={{ address }} />} onClose={onClose}>
      <p>
        <Rich text={t('test.how')} tags={{ address }} />
      </p>
      {message && <Stages message={message} />}
      <p role="status">
        {isSeen ? t('test.seen') : hasFailed ? t('test.failed') : message ? t('test.look') : ''}
      </p>
      {error && <ErrorNotice error={error} />}
      {(send.isPaused || see.isPaused) && <p role="status">{t('dialog.offline')}</p>}
      <div className="dialog__actions">
        <Button onClick={onClose}>{t('dialog.close')}</Button>
        {message && !isSeen && !hasFailed ? (
          <Button appearance="positive" isBusy={see.isPending} onClick={() => see.mutate()}>
            {t('test.see')}
          </Button>
        ) : (
          <Button
            appearance={isSeen ? 'default' : 'positive'}
            data-autofocus
            isBusy={send.isPending}
            onClick={() => send.mutate()}
          >
            {t(message ? 'test.again' : 'test.send')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
