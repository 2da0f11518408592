import { useSearchParams } from 'react-router';
import type { Alias } from '@ubuntu-aliases/shared';
import { paths } from '../../paths.ts';

const ACTIONS = ['recipient', 'remove', 'pause', 'test', 'counts'] as const;
export type Action = (typeof ACTIONS)[number];

/** An open dialog is part of the address, so that going to Ubuntu One and back leads into it again. */
export function useDialog(aliases: readonly Alias[]) {
  const [params, setParams] = useSearchParams();
  const action = ACTIONS.find((one) => one === params.get('do')) ?? null;
  const alias = aliases.find(({ id }) => id === params.get('alias')) ?? null;
  const set = (fields: Record<string, string>) => setParams(fields, { replace: true });
  return {
    dialog: action && alias ? { action, alias, replaces: params.get('replaces') } : null,
    open: (next: Action, { id }: Alias, replaces?: string) =>
      set({ do: next, alias: id, ...(replaces === undefined ? {} : { replaces }) }),
    close: () => set({}),
  };
}

export type OpenDialog = ReturnType<typeof useDialog>['open'];

/** Where to come back to after another sign-in. */
export function dialogPath(action: Action, alias: Alias, replaces: string | null): string {
  const params = new URLSearchParams({ do: action, alias: alias.id });
  if (replaces !== null) params.set('replaces', replaces);
  return `${paths.addresses}?${params.toString()}`;
}
