import type { BulkHold, BulkHoldResult } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useHoldAliases } from '../api/useChangeAliases.ts';

export interface Wanted {
  action: BulkHold['action'];
  ids: string[];
  /** Named when it is one. */
  address: string | null;
}

interface Props {
  wanted: Wanted;
  onDone: (result: BulkHoldResult['items']) => void;
  onClose: () => void;
}

/** Says what will happen to mail, asks why, and does it. */
export function HoldDialog({ wanted: { action, ids, address }, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useHoldAliases();
  const count = ids.length;
  return (
    <ReasonDialog
      title={t(`admin_alias.${action}.title`, { count })}
      action={t(`admin_alias.${action}.action`, { count })}
      appearance={action === 'hold' ? 'negative' : 'positive'}
      help={t(action === 'hold' ? 'admin_alias.hold.reason_help' : 'admin_alias.unhold.reason_help')}
      isBusy={isPending}
      error={error}
      onClose={onClose}
      onConfirm={(reason) => mutate({ action, ids, reason }, { onSuccess: ({ items }) => onDone(items) })}
    >
      {address !== null && (
        <p>
          <Address value={address} />
        </p>
      )}
      <p>{t(`admin_alias.${action}.effect`)}</p>
    </ReasonDialog>
  );
}
