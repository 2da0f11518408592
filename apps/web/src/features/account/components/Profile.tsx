import type { Member } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Name } from '../../../components/Name.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks } from '../../../paths.ts';

/** What Ubuntu One and Launchpad told us. */
export function Profile({ member }: { member: Member }) {
  const { t } = useTranslation();
  return (
    <dl className="pairs">
      <dt>{t('account.name')}</dt>
      <dd>
        <Name value={member.displayName} />
      </dd>
      <dt>{t('account.launchpad_name')}</dt>
      <dd>
        {member.launchpadName === null ? (
          t('account.unknown_yet')
        ) : (
          <a href={launchpadLinks.person(member.launchpadName)}>
            <Name value={`~${member.launchpadName}`} />
          </a>
        )}
      </dd>
      <dt>{t('account.email')}</dt>
      <dd>{member.email === null ? t('account.no_email') : <Address value={member.email} />}</dd>
      <dt>{t('account.identifier')}</dt>
      <dd>
        <code className="name">{member.claimedIdentifier}</code>
      </dd>
    </dl>
  );
}
