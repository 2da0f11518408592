import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ChangedErrorStates, ErrorState } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { errorListKey } from './keys.ts';

interface Change {
  ids: string[];
  state: ErrorState;
}

/** One state for several entries; the API looks at each by itself and says what became of it. */
export function useChangeStates() {
  const client = useQueryClient();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (change: Change) =>
      (await api.post<ChangedErrorStates>('admin/error-changes', change)).body,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['error'] });
      void client.invalidateQueries({ queryKey: errorListKey });
    },
  });
  return { changeStates: mutate, isChanging: isPending, error, dismissError: reset };
}
