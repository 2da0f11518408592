import type { BulkHold } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

interface Props {
  count: number;
  onAct: (action: BulkHold['action']) => void;
  onClear: () => void;
}

export function SelectionBar({ count, onAct, onClear }: Props) {
  const { t } = useTranslation();
  return (
    <div className="selection-bar" role="group" aria-label={t('admin_alias.selected', { count })}>
      <span role="status">{t('admin_alias.selected', { count })}</span>
      <Button isDense onClick={() => onAct('hold')}>
        {t('admin_alias.hold')}
      </Button>
      <Button isDense onClick={() => onAct('unhold')}>
        {t('admin_alias.unhold')}
      </Button>
      <Button appearance="link" onClick={onClear}>
        {t('admin_alias.select_none')}
      </Button>
    </div>
  );
}
