import { Link, useLocation, useParams } from 'react-router';
import { canChange, canChangeEverything } from '../../../admin-roles.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useGetMe } from '../../session/index.ts';
import { useChangeMember, type MemberChange } from '../api/useChangeMember.ts';
import { useGetMember } from '../api/useGetMember.ts';
import { BanForm } from './BanForm.tsx';
import { ChangeRefused } from './ChangeRefused.tsx';
import { GrantForm } from './GrantForm.tsx';
import { History } from './History.tsx';
import { MemberAddresses } from './MemberAddresses.tsx';
import { MemberFacts } from './MemberFacts.tsx';
import { MemberMarks } from './MemberMarks.tsx';
import { RolesForm } from './RolesForm.tsx';
import { Rules } from './Rules.tsx';

/** One member: why they have what they have, and what an admin can do for them. */
export function MemberPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const location = useLocation();
  const search = (location.state as { search?: string } | null)?.search ?? '';
  const { member: me } = useGetMe();
  const { member, etag, isPending, error, retry } = useGetMember(id);
  const changes = useChangeMember(id);
  const toast = useToast();
  const mayChange = canChange(me);
  const isSelf = member !== null && me?.claimedIdentifier === member.claimedIdentifier;
  const mayDecide = canChangeEverything(me) && !isSelf;
  const change = (wanted: MemberChange, onDone?: () => void) =>
    changes.change(wanted, {
      onSuccess: () => {
        toast({ text: t(`member.toast.${wanted.kind}`) });
        onDone?.();
      },
    });
  const title = member
    ? member.launchpadName === null
      ? member.displayName || member.claimedIdentifier
      : `~${member.launchpadName}`
    : t('member.title');
  return (
    <>
      <p className="u-no-margin--bottom">
        <Link to={{ pathname: paths.members, search }}>{t('member.back')}</Link>
      </p>
      <PageHeader
        title={title}
        help={member?.displayName}
        actions={
          member &&
          mayChange && (
            <Button isBusy={changes.changing === 'check'} onClick={() => change({ kind: 'check' })}>
              {t('member.check')}
            </Button>
          )
        }
      />
      {isPending && <Skeleton lines={6} />}
      {error && !member && <ErrorNotice error={error} onRetry={retry} />}
      {member && (
        <>
          <MemberMarks member={member} />
          {changes.error && <ChangeRefused error={changes.error} onDismiss={changes.dismissError} />}
          <div className="member-page">
            <div>
              <Rules member={member} />
              <MemberAddresses member={member} />
              {mayChange && <GrantForm member={member} changes={changes} onGrant={change} />}
              <History member={member} />
            </div>
            <div>
              <MemberFacts member={member} mayReveal={mayChange} />
              {mayDecide ? (
                <>
                  <RolesForm
                    key={JSON.stringify(member.roles)}
                    member={member}
                    etag={etag}
                    changes={changes}
                    onSave={change}
                  />
                  <BanForm
                    key={String(member.isBanned)}
                    member={member}
                    changes={changes}
                    onDecide={change}
                  />
                </>
              ) : (
                <p className="u-text--muted">{t(isSelf ? 'member.own_roles' : 'member.read_only')}</p>
              )}
            </div>
          </div>
        </>
      )}
    </>
  );
}
