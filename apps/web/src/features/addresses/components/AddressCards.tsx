import { Address } from '../../../components/Address.tsx';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { AddressMenu } from './AddressMenu.tsx';
import type { AddressListProps } from './AddressTable.tsx';
import { AliasState } from './AliasState.tsx';
import { Recipients } from './Recipients.tsx';

/** On narrow screens, one card for each address. */
export function AddressCards({ aliases, actions }: AddressListProps) {
  const { t } = useTranslation();
  return (
    <ul className="address-cards" aria-label={t('addresses.title')}>
      {aliases.map((alias) => (
        <li key={alias.id} className="p-card">
          <h2 className="address-card__title address-line">
            <Address value={alias.address} />
            <CopyButton value={alias.address} label={t('addresses.copy', { address: alias.address })} />
          </h2>
          <p className="u-no-margin--bottom">
            <AliasState alias={alias} />
          </p>
          <dl className="pairs">
            <dt>{t('addresses.goes_to')}</dt>
            <dd>
              <Recipients alias={alias} onCode={() => actions.open('recipient', alias)} />
            </dd>
            <dt>{t('addresses.since')}</dt>
            <dd>
              <Time value={alias.createdAt} />
            </dd>
          </dl>
          <AddressMenu alias={alias} actions={actions} />
        </li>
      ))}
    </ul>
  );
}
