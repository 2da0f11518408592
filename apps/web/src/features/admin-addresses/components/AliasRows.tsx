import { Link } from 'react-router';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { AdminAliasState } from './AdminAliasState.tsx';
import { GoesTo } from './GoesTo.tsx';
import { Owner } from './Owner.tsx';

export interface AliasRowsProps {
  aliases: readonly AdminAlias[];
  /** The filters as they stand in the address, kept when a row is opened. */
  search: string;
  openId: string | null;
  /** Null: this reader changes nothing. */
  selection: { has: (id: string) => boolean; toggle: (id: string) => void; toggleAll: () => void } | null;
}

export const aliasLinkId = (id: string) => `alias-${id}`;

function AliasLink({ alias, search, openId }: { alias: AdminAlias; search: string; openId: string | null }) {
  return (
    <Link
      id={aliasLinkId(alias.id)}
      className="entry-link"
      to={{ pathname: paths.adminAddress(alias.id), search }}
      aria-current={openId === alias.id ? 'true' : undefined}
    >
      <Address value={alias.address} />
    </Link>
  );
}

function Tick({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: () => void }) {
  return (
    <label className="p-checkbox is-inline-checkbox">
      <input
        type="checkbox"
        className="p-checkbox__input"
        aria-label={label}
        checked={isOn}
        onChange={onChange}
      />
      <span className="p-checkbox__label" aria-hidden="true" />
    </label>
  );
}

function SelectRow({
  alias,
  selection,
}: {
  alias: AdminAlias;
  selection: NonNullable<AliasRowsProps['selection']>;
}) {
  const { t } = useTranslation();
  return (
    <Tick
      label={t('admin_alias.select', { address: alias.address })}
      isOn={selection.has(alias.id)}
      onChange={() => selection.toggle(alias.id)}
    />
  );
}

export function AliasTable({ aliases, search, openId, selection }: AliasRowsProps) {
  const { t } = useTranslation();
  return (
    <table className="entry-table" aria-label={t('admin_alias.title')}>
      <thead>
        <tr>
          {selection && (
            <th scope="col" className="entry-table__tick">
              <Tick
                label={t('admin_alias.select_all')}
                isOn={aliases.every(({ id }) => selection.has(id))}
                onChange={selection.toggleAll}
              />
            </th>
          )}
          <th scope="col" className="entry-table__what">
            {t('admin_alias.address')}
          </th>
          <th scope="col">{t('admin_alias.state')}</th>
          <th scope="col">{t('admin_alias.owner')}</th>
          <th scope="col">{t('admin_alias.goes_to')}</th>
          <th scope="col" className="entry-table__medium">
            {t('admin_alias.origin')}
          </th>
          <th scope="col" className="entry-table__medium">
            {t('admin_alias.created')}
          </th>
        </tr>
      </thead>
      <tbody>
        {aliases.map((alias) => (
          <tr key={alias.id}>
            {selection && (
              <td>
                <SelectRow alias={alias} selection={selection} />
              </td>
            )}
            <th scope="row">
              <AliasLink alias={alias} search={search} openId={openId} />
            </th>
            <td>
              <AdminAliasState alias={alias} />
            </td>
            <td>
              <Owner alias={alias} />
            </td>
            <td>
              <GoesTo recipients={alias.recipients} />
            </td>
            <td>{t(`admin_alias.origin.${alias.origin}`)}</td>
            <td>
              <Time value={alias.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same where there is less room: narrow screens, and beside the open panel. */
export function AliasCards({ aliases, search, openId, selection }: AliasRowsProps) {
  const { t } = useTranslation();
  return (
    <ul className="entry-cards" aria-label={t('admin_alias.title')}>
      {aliases.map((alias) => (
        <li key={alias.id} className={alias.id === openId ? 'is-open' : undefined}>
          <p className="entry-card__line">
            {selection && <SelectRow alias={alias} selection={selection} />}
            <AliasLink alias={alias} search={search} openId={openId} />
          </p>
          <p className="entry-card__line">
            <AdminAliasState alias={alias} />
          </p>
          <p className="entry-card__line u-text--muted">
            <Owner alias={alias} />
          </p>
        </li>
      ))}
    </ul>
  );
}
