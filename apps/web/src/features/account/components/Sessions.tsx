import type { Session } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { Time } from '../../../components/Time.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useSignOut } from '../../session/index.ts';
import { useSessions } from '../api/useSessions.ts';

function useDevice(): (session: Session) => string {
  const { t } = useTranslation();
  return ({ browser, system }) => {
    if (browser && system) return t('sessions.device', { browser, system });
    return browser ?? system ?? t('sessions.unknown');
  };
}

/** Where I am signed in; no place, since that would be tracking. */
export function Sessions() {
  const { t } = useTranslation();
  const { sessions, isPending, error, retry, end, endOthers } = useSessions();
  const { signOut, isSigningOut, error: signOutError } = useSignOut();
  const toast = useToast();
  const device = useDevice();
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" className="p-heading--4">
        {t('sessions.title')}
      </h2>
      {isPending && <Skeleton />}
      {error && <ErrorNotice error={error} onRetry={retry} />}
      {signOutError && <ErrorNotice error={signOutError} />}
      {sessions && (
        <ul className="sessions" aria-label={t('sessions.title')}>
          {sessions.map((session) => (
            <li key={session.id} className="session">
              <div>
                <p className="u-no-margin--bottom">
                  <bdi>{device(session)}</bdi>{' '}
                  {session.isCurrent && <StatusChip tone="positive">{t('sessions.current')}</StatusChip>}
                </p>
                <p className="u-text--muted u-no-margin--bottom">
                  <Rich
                    text={t('sessions.times')}
                    tags={{
                      first: () => <Time value={session.createdAt} />,
                      last: () => <Time value={session.lastUsedAt} />,
                    }}
                  />
                </p>
              </div>
              {session.isCurrent ? (
                <Button isDense isBusy={isSigningOut} onClick={signOut}>
                  {t('account.sign_out')}
                </Button>
              ) : (
                <Button
                  isDense
                  aria-label={t('sessions.end_of', { device: device(session) })}
                  isBusy={end.isPending && end.variables === session.id}
                  onClick={() =>
                    end.mutate(session.id, { onSuccess: () => toast({ text: t('sessions.ended') }) })
                  }
                >
                  {t('sessions.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {sessions && sessions.length > 1 && (
        <Button
          isBusy={endOthers.isPending}
          onClick={() =>
            endOthers.mutate(undefined, { onSuccess: () => toast({ text: t('sessions.ended_others') }) })
          }
        >
          {t('sessions.end_others')}
        </Button>
      )}
    </section>
  );
}
