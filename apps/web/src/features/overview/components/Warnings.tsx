import { Link } from 'react-router';
import type { Overview } from '@ubuntu-aliases/shared';
import { Notification } from '../../../components/Notification.tsx';
import { Time } from '../../../components/Time.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';

/** Each with its remedy; domains that lack the same are one warning. */
export function Warnings({ warnings, launchpad }: Pick<Overview, 'warnings' | 'launchpad'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (warnings.length === 0 && launchpad.state === 'ok') return null;
  const lonely = warnings.flatMap((warning) => (warning.code === 'no_contact' ? [warning.domain] : []));
  return (
    <section aria-label={t('overview.warnings')}>
      {warnings.map((warning) =>
        warning.code === 'no_contact' ? null : (
          <Notification
            key={warning.code}
            severity="negative"
            title={t(`overview.warning.${warning.code}`)}
            actions={<Link to={paths.errorLog}>{t('overview.see_errors')}</Link>}
          >
            {t('overview.since')} <Time value={warning.since} />
          </Notification>
        ),
      )}
      {launchpad.state !== 'ok' && (
        <Notification
          severity="caution"
          title={t(`overview.launchpad.${launchpad.state}`)}
          actions={<Link to={paths.sync}>{t('overview.launchpad.see')}</Link>}
        >
          {launchpad.until &&
            t('overview.launchpad.until', { time: format.dateTime(new Date(launchpad.until)) })}
        </Notification>
      )}
      {lonely.length > 0 && (
        <Notification
          severity="caution"
          title={t('overview.warning.no_contact', { domain: format.list(lonely) })}
        >
          {t('overview.warning.no_contact.fix')}
        </Notification>
      )}
    </section>
  );
}
