import { useTranslation } from 'react-i18next';
import type { Recipient } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';

/** Where an address goes; a confirmed mailbox needs no word about its state. */
export function Recipients({ recipients }: { recipients: readonly Recipient[] }) {
  const { t } = useTranslation();
  if (recipients.length === 0) return <span className="u-text--muted">{t('recipient.none')}</span>;
  return (
    <ul className="p-list u-no-margin--bottom">
      {recipients.map((recipient) => (
        <li key={recipient.id} className="recipient">
          <Address value={recipient.address} />{' '}
          {recipient.state !== 'confirmed' && (
            <StatusChip tone={recipient.state === 'failing' ? 'negative' : 'information'}>
              {t(`recipient.${recipient.state}`)}
            </StatusChip>
          )}
        </li>
      ))}
    </ul>
  );
}
