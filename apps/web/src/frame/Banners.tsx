import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useGetDomains } from '../features/landing/index.ts';
import { useTranslation } from '../i18n/useTranslation.ts';

const subscribe = (listener: () => void) => onlineManager.subscribe(listener);

/** What every page must say about the installation and the connection. */
export function Banners() {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const isOnline = useSyncExternalStore(subscribe, () => onlineManager.isOnline());
  return (
    <>
      {domains?.isTestInstallation && (
        <p className="banner banner--test">{t('banner.test', { provider: domains.provider })}</p>
      )}
      <div role="status">{!isOnline && <p className="banner">{t('banner.offline')}</p>}</div>
    </>
  );
}
