import type { AdminAlias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

export function GoesTo({ recipients }: { recipients: AdminAlias['recipients'] }) {
  const { t } = useTranslation();
  if (recipients.length === 0) return <span className="u-text--muted">{t('recipient.none')}</span>;
  return (
    <ul className="goes-to">
      {recipients.map(({ id, address, state }) => (
        <li key={id}>
          <Address value={address} />
          {state !== 'confirmed' && (
            <span className="p-text--small u-text--muted state-meaning">{t(`recipient.${state}`)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
