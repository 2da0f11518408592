import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { isKnownAction } from '../../../components/audit/actions.ts';
import { Change } from '../../../components/audit/Change.tsx';
import { isKnownField } from '../../../components/audit/codes.ts';
import { Name } from '../../../components/Name.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** From the audit log: what was done, when, by whom. */
export function History({ member: { history } }: { member: AdminMemberDetail }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby="member-history">
      <h2 id="member-history" className="p-heading--4">
        {t('member.history')}
      </h2>
      {history.length === 0 && <p className="u-text--muted">{t('member.no_history')}</p>}
      <ol className="timeline">
        {history.map((event) => (
          <li key={event.id}>
            {isKnownAction(event.action) ? t(`audit.action.${event.action}`) : <code>{event.action}</code>}{' '}
            {event.domain && <span className="address">{event.domain}</span>}
            <span className="p-text--small u-text--muted state-meaning">
              <Time value={event.at} />{' '}
              {event.actor === null ? (
                t(`member.actor.${event.actorKind}`)
              ) : (
                <Name value={`~${event.actor}`} />
              )}
              {Object.entries(event.changes).map(([field, [before, after]]) => (
                <span key={field} className="name">
                  {' · '}
                  {isKnownField(field) ? t(`audit.field.${field}`) : <code>{field}</code>}
                  {': '}
                  <Change field={field} before={before} after={after} />
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
