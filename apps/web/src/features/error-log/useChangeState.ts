import { useQueryClient } from '@tanstack/react-query';
import type { ErrorState } from '@ubuntu-aliases/shared';
import { useToast } from '../../components/Toasts.tsx';
import { useTranslation } from '../../i18n/useTranslation.ts';
import { errorListKey } from './api/keys.ts';
import { useUpdateErrorEntry, type UpdateErrorEntryFunction } from './api/useUpdateErrorEntry.ts';
import type { ErrorPages } from './api/useGetErrors.ts';

/** Changes an entry's state, tells so with a way back, and keeps the refusal when there is one. */
export function useChangeState() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toast = useToast();
  const { update, error, dismissError } = useUpdateErrorEntry();

  const stateBefore = (id: string): ErrorState | undefined =>
    client
      .getQueriesData<ErrorPages>({ queryKey: errorListKey })
      .flatMap(([, data]) => data?.pages ?? [])
      .flatMap((page) => page.items)
      .find((entry) => entry.id === id)?.state;

  const changeState = (id: string, state: ErrorState) => {
    const before = stateBefore(id);
    update(
      { id, change: { state } },
      {
        onSuccess: () =>
          toast({
            text: t(`errors.toast.${state}`),
            action:
              before === undefined
                ? undefined
                : {
                    label: t('undo'),
                    onAction: () => update({ id, change: { state: before } }),
                  },
          }),
      },
    );
  };
  const saveNote: UpdateErrorEntryFunction = (change) =>
    update(change, { onSuccess: () => toast({ text: t('errors.toast.note') }) });
  return { changeState, saveNote, refused: error, dismissRefused: dismissError };
}
