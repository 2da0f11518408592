import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { Name } from '../../../components/Name.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

type Event = AdminMemberDetail['history'][number];

const ACTIONS = [
  'alias.created',
  'alias.restored',
  'alias.grace',
  'alias.suspended',
  'alias.held',
  'alias.unheld',
  'alias.freed',
  'alias.claimed',
  'alias.released',
  'error.updated',
  'error.retried',
  'member.banned',
  'member.unbanned',
  'member.checked',
  'member.revealed',
  'role.given',
  'role.taken',
] as const;

const valueOf = (value: unknown) => (value === null || value === undefined ? '–' : JSON.stringify(value));
const changesOf = (changes: Event['changes']) =>
  Object.entries(changes)
    .map(([field, value]) =>
      Array.isArray(value)
        ? `${field}: ${value.map(valueOf).join(' → ')}`.replaceAll('"', '')
        : `${field}: ${valueOf(value)}`,
    )
    .join(', ');

/** From the audit log: what was done, when, by whom. */
export function History({ member: { history } }: { member: AdminMemberDetail }) {
  const { t } = useTranslation();
  const nameOf = (action: string) => {
    const known = ACTIONS.find((a) => a === action);
    return known ? t(`member.action.${known}`) : action;
  };
  return (
    <section aria-labelledby="member-history">
      <h2 id="member-history" className="p-heading--4">
        {t('member.history')}
      </h2>
      {history.length === 0 && <p className="u-text--muted">{t('member.no_history')}</p>}
      <ol className="timeline">
        {history.map((event) => (
          <li key={event.id}>
            {nameOf(event.action)} {event.domain && <span className="address">{event.domain}</span>}
            <span className="p-text--small u-text--muted state-meaning">
              <Time value={event.at} />{' '}
              {event.actor === null ? (
                t(`member.actor.${event.actorKind}`)
              ) : (
                <Name value={`~${event.actor}`} />
              )}{' '}
              {Object.keys(event.changes).length > 0 && (
                <code className="name">{changesOf(event.changes)}</code>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
