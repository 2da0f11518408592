import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

interface Props {
  isFiltered: boolean;
  onClear: () => void;
}

/** Nothing open is good news and looks like it; nothing found offers the way back. */
export function NoEntries({ isFiltered, onClear }: Props) {
  const { t } = useTranslation();
  if (isFiltered)
    return (
      <div className="empty">
        <h2 className="p-heading--4">{t('errors.none_found.title')}</h2>
        <p>{t('errors.none_found.text')}</p>
        <Button onClick={onClear}>{t('errors.filter.clear')}</Button>
      </div>
    );
  return (
    <div className="empty empty--happy">
      <span className="empty__mark">
        <Icon name="success" />
      </span>
      <h2 className="p-heading--4">{t('errors.all_clear.title')}</h2>
      <p>{t('errors.all_clear.text')}</p>
    </div>
  );
}
