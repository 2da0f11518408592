import type { ErrorState } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useChangeStates } from '../api/useChangeStates.ts';
import type { Selection } from '../useSelection.ts';

/** What can be done to all ticked entries at once. Says how many were not there for the reader to change. */
export function SelectionBar({ selection }: { selection: Selection }) {
  const { t } = useTranslation();
  const toast = useToast();
  const { changeStates, isChanging, error } = useChangeStates();
  const count = selection.selected.length;
  const change = (state: ErrorState, ids = selection.selected) =>
    changeStates(
      { ids, state },
      {
        onSuccess: ({ items }) => {
          const changed = items.filter(({ outcome }) => outcome === 'changed').map(({ id }) => id);
          const missing = items.filter(({ outcome }) => outcome === 'not_found').length;
          selection.clear();
          toast({
            text: [
              t(`errors.selection.${state}`, { count: changed.length }),
              ...(missing > 0 ? [t('errors.selection.missing', { count: missing })] : []),
            ].join(' '),
            ...(state !== 'open' &&
              changed.length > 0 && {
                action: { label: t('undo'), onAction: () => change('open', changed) },
              }),
          });
        },
      },
    );
  if (count === 0) return null;
  return (
    <section className="selection-bar" aria-label={t('errors.selection.title')}>
      <p role="status">{t('errors.selection.count', { count })}</p>
      <Button isBusy={isChanging} onClick={() => change('acknowledged')}>
        {t('errors.acknowledge')}
      </Button>
      <Button appearance="positive" isBusy={isChanging} onClick={() => change('resolved')}>
        {t('errors.resolve')}
      </Button>
      <Button appearance="link" onClick={selection.clear}>
        {t('errors.selection.clear')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </section>
  );
}
