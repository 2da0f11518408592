import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { Time } from '../../../components/Time.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks } from '../../../paths.ts';
import { useRevealMember } from '../api/useRevealMember.ts';

/** Who it is; the mailbox masked until an admin asks, which is recorded. */
export function MemberFacts({ member, mayReveal }: { member: AdminMemberDetail; mayReveal: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { reveal, isRevealing, error, email } = useRevealMember(member.id);
  const shown = email ?? member.email;
  return (
    <section aria-labelledby="member-person">
      <h2 id="member-person" className="p-heading--4">
        {t('members.person')}
      </h2>
      <dl className="pairs">
        <dt>{t('member.launchpad_name')}</dt>
        <dd>
          {member.launchpadName ? (
            <a href={launchpadLinks.person(member.launchpadName)}>
              <Name value={`~${member.launchpadName}`} />
            </a>
          ) : (
            t('member.unknown')
          )}
        </dd>
        <dt>{t('member.email')}</dt>
        <dd>{shown === null ? t('member.unknown') : <Name value={shown} />}</dd>
        <dt>{t('member.identifier')}</dt>
        <dd>
          <code className="name">{member.claimedIdentifier}</code>
        </dd>
        <dt>{t('member.since')}</dt>
        <dd>
          <Time value={member.createdAt} />
        </dd>
        <dt>{t('members.signed_in')}</dt>
        <dd>
          <Time value={member.lastSignedInAt} />
        </dd>
        <dt>{t('member.sessions')}</dt>
        <dd>{format.number(member.sessions)}</dd>
      </dl>
      {mayReveal && member.email !== null && (
        <>
          <p role="status" className="u-text--muted u-no-margin--bottom">
            {t(email === null ? 'member.reveal_help' : 'member.revealed')}
          </p>
          {error && <ErrorNotice error={error} />}
          {email === null && (
            <Button isBusy={isRevealing} onClick={reveal}>
              {t('member.reveal')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}
