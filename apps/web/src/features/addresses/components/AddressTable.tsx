import type { Alias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { AddressMenu, type AddressActions } from './AddressMenu.tsx';
import { AliasState } from './AliasState.tsx';
import { Recipients } from './Recipients.tsx';

export interface AddressListProps {
  aliases: readonly Alias[];
  actions: AddressActions;
}

/** On wide screens; narrow ones get cards. */
export function AddressTable({ aliases, actions }: AddressListProps) {
  const { t } = useTranslation();
  return (
    <table className="address-table" aria-label={t('addresses.title')}>
      <thead>
        <tr>
          <th scope="col">{t('addresses.address')}</th>
          <th scope="col">{t('addresses.state')}</th>
          <th scope="col">{t('addresses.goes_to')}</th>
          <th scope="col">{t('addresses.since')}</th>
          <td className="address-table__menu" />
        </tr>
      </thead>
      <tbody>
        {aliases.map((alias) => (
          <tr key={alias.id}>
            <th scope="row" className="address-table__address">
              <span className="address-line">
                <Address value={alias.address} />
                <CopyButton value={alias.address} label={t('addresses.copy', { address: alias.address })} />
              </span>
            </th>
            <td>
              <AliasState alias={alias} />
            </td>
            <td>
              <Recipients alias={alias} onCode={() => actions.open('recipient', alias)} />
            </td>
            <td>
              <Time value={alias.createdAt} />
            </td>
            <td className="address-table__menu">
              <AddressMenu alias={alias} actions={actions} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
