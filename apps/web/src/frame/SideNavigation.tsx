import { NavLink } from 'react-router';
import type { Member } from '@ubuntu-aliases/shared';
import { Button } from '../components/Button.tsx';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { Icon, type IconName } from '../components/Icon.tsx';
import { Name } from '../components/Name.tsx';
import { useSignOut } from '../features/session/index.ts';
import { useTranslation } from '../i18n/useTranslation.ts';
import * as pages from '../pages.ts';
import { paths } from '../paths.ts';
import { useBringWhenIdle, usePrepare } from '../usePrepare.ts';
import { Preferences } from './Preferences.tsx';
import { Wordmark } from './Wordmark.tsx';

interface Props {
  member: Member;
  onClose: () => void;
}

const LIKELY = [pages.AddressesPage, pages.ActivityPage, pages.EligibilityPage, pages.AccountPage];

export function SideNavigation({ member, onClose }: Props) {
  const { t } = useTranslation();
  const { signOut, isSigningOut, error } = useSignOut();
  const prepare = usePrepare();
  useBringWhenIdle(LIKELY);
  const item = (page: Parameters<typeof prepare>[0], to: string, icon: IconName, label: string) => (
    <li className="p-side-navigation__item">
      <NavLink className="p-side-navigation__link" to={to} {...prepare(page)}>
        <span className="p-side-navigation__icon">
          <Icon name={icon} />
        </span>
        <span className="p-side-navigation__label">{label}</span>
      </NavLink>
    </li>
  );
  return (
    <div className="l-navigation__drawer">
      <div className="p-panel side-panel">
        <div className="side-panel__header">
          <Wordmark />
          <Button appearance="base" isDense className="has-icon side-panel__close" onClick={onClose}>
            <Icon name="close" />
            <span className="u-off-screen">{t('frame.close_menu')}</span>
          </Button>
        </div>
        <nav className="p-side-navigation--icons" aria-label={t('frame.navigation')}>
          <ul className="p-side-navigation__list">
            {item(pages.AddressesPage, paths.addresses, 'email', t('nav.addresses'))}
            {item(pages.ActivityPage, paths.activity, 'history', t('nav.activity'))}
            {item(pages.EligibilityPage, paths.eligibility, 'security-tick', t('nav.eligibility'))}
            {item(pages.AccountPage, paths.account, 'user', t('nav.account'))}
          </ul>
          {member.isAdmin && (
            <>
              <h2 className="p-side-navigation__heading is-fading-when-collapsed">{t('nav.admin')}</h2>
              <ul className="p-side-navigation__list">
                {item(pages.OverviewPage, paths.overview, 'statistics', t('nav.overview'))}
                {item(pages.ErrorLogPage, paths.errorLog, 'submit-bug', t('nav.errors'))}
                {item(pages.MembersPage, paths.members, 'user-group', t('nav.members'))}
                {item(pages.AdminAddressesPage, paths.adminAddresses, 'email', t('nav.admin_addresses'))}
                {item(pages.DomainsPage, paths.domains, 'website', t('nav.domains'))}
                {item(pages.SyncPage, paths.sync, 'restart', t('nav.sync'))}
                {item(pages.AuditPage, paths.audit, 'book', t('nav.audit'))}
              </ul>
            </>
          )}
        </nav>
        <div className="side-panel__foot is-fading-when-collapsed">
          <p className="u-no-margin--bottom">
            <Name value={member.displayName} />
          </p>
          <Button appearance="link" isBusy={isSigningOut} onClick={signOut}>
            {t('sign_out')}
          </Button>
          {error && <ErrorNotice error={error} onRetry={signOut} />}
          <Preferences />
        </div>
      </div>
    </div>
  );
}
