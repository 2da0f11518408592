import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import type { Member } from '@ubuntu-aliases/shared';
import { Button } from '../components/Button.tsx';
import { ToastProvider } from '../components/Toasts.tsx';
import { showTimeZone } from '../i18n/format.ts';
import { useTranslation } from '../i18n/useTranslation.ts';
import { Banners } from './Banners.tsx';
import { SideNavigation } from './SideNavigation.tsx';
import { SignInNotice } from './SignInNotice.tsx';
import { Wordmark } from './Wordmark.tsx';

/** Vanilla's application layout: dark navigation at the side, a drawer where there is no room for it. */
export function MemberLayout({ member, children }: { member: Member; children: ReactNode }) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // Open for one page: following a link closes it.
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === pathname;
  const main = useRef<HTMLElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);

  const { timeZone } = member;
  useEffect(() => {
    showTimeZone(timeZone);
    return () => showTimeZone(null);
  }, [timeZone]);

  useEffect(() => {
    if (main.current) main.current.scrollTop = 0;
  }, [pathname]);

  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpenAt(null);
      toggle.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOpen]);

  return (
    <ToastProvider>
      <div className="l-application">
        <a className="p-link--skip" href="#main">
          {t('frame.skip')}
        </a>
        <nav className="l-navigation-bar is-dark" aria-label={t('frame.site_navigation')}>
          <div className="navigation-bar">
            <Wordmark />
            <Button
              ref={toggle}
              isDense
              aria-expanded={isOpen}
              aria-controls="navigation"
              onClick={() => setOpenAt(pathname)}
            >
              {t('frame.open_menu')}
            </Button>
          </div>
        </nav>
        <header id="navigation" className={`l-navigation is-dark ${isOpen ? '' : 'is-collapsed'}`}>
          <SideNavigation
            member={member}
            onClose={() => {
              setOpenAt(null);
              toggle.current?.focus();
            }}
          />
        </header>
        <main id="main" ref={main} tabIndex={-1} className="l-main">
          <Banners />
          <div className="page">
            <SignInNotice />
            {children}
          </div>
        </main>
      </div>
    </ToastProvider>
  );
}
