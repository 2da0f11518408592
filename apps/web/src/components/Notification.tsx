import type { ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';

interface Props {
  severity: 'positive' | 'caution' | 'negative' | 'information';
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  onDismiss?: () => void;
  /** `alert` interrupts a screen reader, `status` waits; neither for what was there from the start. */
  role?: 'alert' | 'status';
}

export function Notification({ severity, title, children, actions, onDismiss, role }: Props) {
  const { t } = useTranslation();
  return (
    <div className={`p-notification--${severity}`} role={role}>
      <div className="p-notification__content">
        {title && <p className="p-notification__title">{title}</p>}
        {children && <div className="p-notification__message">{children}</div>}
        {onDismiss && (
          <button type="button" className="p-notification__close" onClick={onDismiss}>
            {t('notification.close')}
          </button>
        )}
      </div>
      {actions && (
        <div className="p-notification__meta">
          <div className="p-notification__actions">{actions}</div>
        </div>
      )}
    </div>
  );
}
