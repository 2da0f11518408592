import type { Alias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { ChangedElsewhere } from '../api/useUpdateAlias.ts';
import { useMeaning } from './AliasState.tsx';

/** A change that was shown and taken back: what the address is instead, or what to do next. */
export function RefusedChange({ error, onDismiss }: { error: Error; onDismiss: () => void }) {
  if (error instanceof ChangedElsewhere) return <Elsewhere now={error.now} onDismiss={onDismiss} />;
  return <ErrorNotice error={error} />;
}

function Elsewhere({ now, onDismiss }: { now: Alias; onDismiss: () => void }) {
  const { t } = useTranslation();
  const meaning = useMeaning();
  return (
    <Notification severity="caution" role="alert" title={t('elsewhere.title')} onDismiss={onDismiss}>
      <Rich
        text={t('elsewhere.text', { state: t(`alias.state.${now.state}`) })}
        tags={{ address: () => <Address value={now.address} /> }}
      />{' '}
      {meaning(now)}
    </Notification>
  );
}
