import { useState } from 'react';

/** As many as one request may name. */
export const SELECTION_MAX = 100;

/** Which rows are ticked. What is not on the list any more does not count. */
export function useSelection(ids: readonly string[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const selected = ids.filter((id) => ticked.has(id));
  return {
    selected,
    isSelected: (id: string) => ticked.has(id),
    toggle: (id: string) => {
      const next = new Set(selected);
      if (!next.delete(id) && next.size < SELECTION_MAX) next.add(id);
      setTicked(next);
    },
    toggleAll: () => {
      const isAll = selected.length === Math.min(ids.length, SELECTION_MAX);
      setTicked(new Set(isAll ? [] : ids.slice(0, SELECTION_MAX)));
    },
    clear: () => setTicked(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
