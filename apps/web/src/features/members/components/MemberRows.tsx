import { Link } from 'react-router';
import type { AdminMember } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Name } from '../../../components/Name.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { MemberMarks } from './MemberMarks.tsx';

interface Props {
  members: readonly AdminMember[];
  /** The filters as they stand in the address, to come back to. */
  search: string;
}

export const ROW_LINK = 'member-link';

function MemberLink({ member, search }: { member: AdminMember; search: string }) {
  return (
    <Link className={`entry-link ${ROW_LINK}`} to={paths.member(member.id)} state={{ search }}>
      <Name value={member.launchpadName === null ? member.claimedIdentifier : `~${member.launchpadName}`} />
    </Link>
  );
}

function Addresses({ member }: { member: AdminMember }) {
  const { t } = useTranslation();
  if (member.addressCount === 0) return <span className="u-text--muted">{t('members.no_address')}</span>;
  const more = member.addressCount - member.addresses.length;
  return (
    <>
      {member.addresses.map(({ address }) => (
        <span key={address} className="member-address">
          <Address value={address} />
        </span>
      ))}
      {more > 0 && <span className="u-text--muted">{t('members.more_addresses', { count: more })}</span>}
    </>
  );
}

export function MemberTable({ members, search }: Props) {
  const { t } = useTranslation();
  return (
    <table className="entry-table" aria-label={t('members.title')}>
      <thead>
        <tr>
          <th scope="col">{t('members.person')}</th>
          <th scope="col">{t('members.addresses')}</th>
          <th scope="col">{t('members.marks')}</th>
          <th scope="col" className="entry-table__medium">
            {t('members.signed_in')}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id}>
            <th scope="row">
              <MemberLink member={member} search={search} />
              <span className="p-text--small u-text--muted state-meaning">
                <Name value={member.displayName} /> {member.email}
              </span>
            </th>
            <td>
              <Addresses member={member} />
            </td>
            <td>
              <MemberMarks member={member} />
            </td>
            <td>
              <Time value={member.lastSignedInAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same where there is less room. */
export function MemberCards({ members, search }: Props) {
  const { t } = useTranslation();
  return (
    <ul className="entry-cards" aria-label={t('members.title')}>
      {members.map((member) => (
        <li key={member.id}>
          <p className="entry-card__line">
            <MemberLink member={member} search={search} />
            <Name value={member.displayName} />
          </p>
          <p className="entry-card__line">
            <Addresses member={member} />
          </p>
          <p className="entry-card__line u-text--muted">
            <MemberMarks member={member} />
            <Time value={member.lastSignedInAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
