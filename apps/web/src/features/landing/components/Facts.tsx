import { Link } from 'react-router';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks, paths } from '../../../paths.ts';

/** Three short facts: who gets one, how it works, what is kept. Without a team they speak of all flavours. */
export function Facts({ team, domain }: { team?: string; domain?: string }) {
  const { t } = useTranslation();
  const teamLink = (name: string) => <a href={launchpadLinks.team(name)}>{`~${name}`}</a>;
  return (
    <dl className="facts">
      <div>
        <dt>{t('facts.who.title')}</dt>
        <dd>
          {team ? (
            <Rich text={t('facts.who.team')} tags={{ team: () => teamLink(team) }} />
          ) : (
            t('facts.who.any')
          )}
        </dd>
      </div>
      <div>
        <dt>{t('facts.how.title')}</dt>
        <dd>{domain ? t('facts.how.domain', { domain }) : t('facts.how.any')}</dd>
      </div>
      <div>
        <dt>{t('facts.kept.title')}</dt>
        <dd>
          <Rich
            text={t('facts.kept.text')}
            tags={{ privacy: (words) => <Link to={paths.privacy}>{words}</Link> }}
          />
        </dd>
      </div>
    </dl>
  );
}
