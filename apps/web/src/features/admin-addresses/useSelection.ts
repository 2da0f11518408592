import { useState } from 'react';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { BULK_MAX } from '@ubuntu-aliases/shared/list-limits';

/** Rows of this page that are ticked; another page or filter begins anew. */
export function useSelection(aliases: readonly AdminAlias[], pageKey: string) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [key, setKey] = useState(pageKey);
  if (key !== pageKey) {
    setKey(pageKey);
    setSelected(new Set());
  }
  const ids = aliases.map(({ id }) => id).filter((id) => selected.has(id));
  return {
    ids,
    clear: () => setSelected(new Set()),
    has: (id: string) => selected.has(id),
    toggle: (id: string) =>
      setSelected(
        (before) => new Set(before.has(id) ? [...before].filter((i) => i !== id) : [...before, id]),
      ),
    toggleAll: () =>
      setSelected(
        ids.length === aliases.length ? new Set() : new Set(aliases.slice(0, BULK_MAX).map(({ id }) => id)),
      ),
  };
}
