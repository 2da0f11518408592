import type { Alias } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { signInUrl } from '../../../paths.ts';
import { useChangeRecipient } from '../api/useRecipientChanges.ts';
import { dialogPath } from '../useDialog.ts';

interface Props {
  alias: Alias;
  recipientId: string | null;
  onClose: () => void;
}

/** Takes one of several recipients away. */
export function RemoveDialog({ alias, recipientId, onClose }: Props) {
  const { t } = useTranslation();
  const toast = useToast();
  const { remove } = useChangeRecipient(alias.id);
  const recipient = alias.recipients.find(({ id }) => id === recipientId);
  if (!recipient) return null;
  const isStale = remove.error instanceof ApiError && remove.error.code === 'auth.stale';
  const tags = {
    address: () => <Address value={alias.address} />,
    recipient: () => <Address value={recipient.address} />,
  };
  const submit = () =>
    remove.mutate(recipient.id, {
      onSuccess: () => {
        toast({ text: t('remove.done', { address: recipient.address }) });
        onClose();
      },
    });
  return (
    <Dialog title={<Rich text={t('remove.title')} tags={tags} />} onClose={onClose}>
      <p>
        <Rich text={t('remove.text')} tags={tags} />
      </p>
      {remove.error && !isStale && <ErrorNotice error={remove.error} />}
      {isStale && <p role="alert">{t('recipient_dialog.stale')}</p>}
      <div className="dialog__actions">
        <Button onClick={onClose}>{t('dialog.cancel')}</Button>
        {isStale ? (
          <a className="p-button--positive" href={signInUrl(dialogPath('remove', alias, recipient.id))}>
            {t('sign_in.button')}
          </a>
        ) : (
          <Button appearance="negative" isBusy={remove.isPending} onClick={submit}>
            {t('remove.submit')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
