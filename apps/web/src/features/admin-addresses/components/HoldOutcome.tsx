import { Address } from '../../../components/Address.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { Undone } from '../undone.ts';

/** Which of several were not held or let go, and why; the rest needs no words. */
export function HoldOutcome({ items, onDismiss }: { items: Undone[]; onDismiss: () => void }) {
  const { t } = useTranslation();
  return (
    <Notification
      severity="caution"
      role="alert"
      title={t('admin_alias.outcome.title', { count: items.length })}
      onDismiss={onDismiss}
    >
      <ul>
        {items.map(({ id, outcome, alias }) => (
          <li key={id}>
            {alias && <Address value={alias.address} />} {t(`admin_alias.outcome.${outcome}`)}
          </li>
        ))}
      </ul>
    </Notification>
  );
}
