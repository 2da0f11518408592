import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useGetMe } from '../features/session/index.ts';
import { useTranslation } from '../i18n/useTranslation.ts';
import { paths, signInUrl } from '../paths.ts';
import { Banners } from './Banners.tsx';
import { Preferences } from './Preferences.tsx';
import { SignInNotice } from './SignInNotice.tsx';
import { Wordmark } from './Wordmark.tsx';

/** Frame of everything that can be read without signing in. */
export function PublicLayout({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { member, isPending } = useGetMe();
  return (
    <div className="site">
      <a className="p-link--skip" href="#main">
        {t('frame.skip')}
      </a>
      <header>
        <div className="site-header is-dark">
          <div className="site-column site-header__row">
            <Wordmark />
            <nav className="site-header__nav" aria-label={t('frame.site_navigation')}>
              {isPending ? null : member ? (
                <Link to={paths.addresses}>{t('nav.addresses')}</Link>
              ) : (
                <a href={signInUrl(paths.addresses)}>{t('sign_in.short')}</a>
              )}
            </nav>
          </div>
        </div>
        <Banners />
      </header>
      <main id="main" tabIndex={-1} className="site-main site-column">
        <SignInNotice />
        {children}
      </main>
      <footer className="site-footer">
        <div className="site-column site-footer__row">
          <ul className="p-inline-list u-no-margin--bottom">
            <li className="p-inline-list__item">
              <Link to={paths.help}>{t('nav.help')}</Link>
            </li>
            <li className="p-inline-list__item">
              <Link to={paths.privacy}>{t('nav.privacy')}</Link>
            </li>
            <li className="p-inline-list__item">
              <Link to={paths.status}>{t('nav.status')}</Link>
            </li>
          </ul>
          <Preferences />
        </div>
      </footer>
    </div>
  );
}
