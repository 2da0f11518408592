import { Dialog } from '../../../components/Dialog.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Address } from '../../../components/Address.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { Alias } from '@ubuntu-aliases/shared';
import { inUse, pendingOf } from '../pending.ts';
import { AddressForm } from './AddressForm.tsx';
import { CodeForm } from './CodeForm.tsx';

interface Props {
  alias: Alias;
  /** The recipient that the new one takes the place of. */
  replaces: string | null;
  onClose: () => void;
}

/** First the new mailbox, then the proof that it is one's own: the link in its mail, or the code. */
export function RecipientDialog({ alias, replaces, onClose }: Props) {
  const { t } = useTranslation();
  const pending = pendingOf(alias);
  const isAdding = replaces === null && alias.maxRecipients > 1 && inUse(alias).length > 0;
  const address = () => <Address value={alias.address} />;
  return (
    <Dialog
      title={
        <Rich text={t(isAdding ? 'recipient_dialog.add' : 'recipient_dialog.title')} tags={{ address }} />
      }
      onClose={onClose}
    >
      {pending ? (
        <CodeForm alias={alias} pending={pending} onDone={onClose} />
      ) : (
        <AddressForm alias={alias} replaces={replaces} onClose={onClose} />
      )}
    </Dialog>
  );
}
