import { PageHeading } from '../../../components/PageHeading.tsx';
import { Name } from '../../../components/Name.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { accentStyle } from '../accent.ts';
import type { LandingDomain } from '../api/useGetDomains.ts';
import { Facts } from './Facts.tsx';
import { StartButton } from './StartButton.tsx';

/** The page of one flavour, made from its row. */
export function LandingPage({ domain }: { domain: LandingDomain }) {
  const { t, locale } = useTranslation();
  const sound = /^[aeiou]/i.test(domain.title) ? 'vowel' : 'consonant';
  return (
    <div className="landing" style={accentStyle(domain.accent)}>
      <p className="flavour has-accent">
        <Name value={domain.title} />
      </p>
      <PageHeading title={t('landing.title', { domain: domain.name })}>
        <Rich
          text={t('landing.sentence', { sound, title: domain.title })}
          tags={{ address: () => <span className="address">{`@${domain.name}`}</span> }}
        />
      </PageHeading>
      <p className="lead">{domain.landingText?.[locale] || t('landing.lead')}</p>
      <StartButton />
      <Facts team={domain.team} domain={domain.name} />
    </div>
  );
}
