import { Link } from 'react-router';
import { Name } from '../../../components/Name.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { accentStyle } from '../accent.ts';
import type { LandingDomain } from '../api/useGetDomains.ts';

export function DomainCard({ domain }: { domain: LandingDomain }) {
  const { t } = useTranslation();
  return (
    <Link className="domain-card has-accent" style={accentStyle(domain.accent)} to={domain.landingPath}>
      <span className="domain-card__title">
        <Name value={domain.title} />
      </span>
      <span className="address">{t('home.card_address', { domain: domain.name })}</span>
    </Link>
  );
}
