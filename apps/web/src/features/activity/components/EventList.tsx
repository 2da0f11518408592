import type { Event } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { toAction } from '../actions.ts';

/** One line for each change: what, of which address, by whom and when. */
export function EventList({ events }: { events: readonly Event[] }) {
  const { t } = useTranslation();
  return (
    <ol className="events" aria-label={t('activity.title')}>
      {events.map((event) => (
        <li key={event.id} className="event">
          <p className="event__what">
            <EventWords code={event.action} />
            {event.alias && (
              <>
                {' '}
                <Address value={event.alias.address} />
              </>
            )}
          </p>
          <p className="event__who u-text--muted">
            {t(`activity.actor.${event.actor}`)} · <Time value={event.at} />
          </p>
        </li>
      ))}
    </ol>
  );
}

function EventWords({ code }: { code: string }) {
  const { t } = useTranslation();
  const action = toAction(code);
  if (action) return <>{t(`event.${action}`)}</>;
  return (
    <>
      {t('event.other')} <code>{code}</code>
    </>
  );
}
