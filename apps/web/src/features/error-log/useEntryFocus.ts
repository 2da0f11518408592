import { useEffect, useRef, useState } from 'react';
import type { ErrorEntry } from '@ubuntu-aliases/shared';
import { entryLinkId } from './components/EntryLink.tsx';

const focusRow = (id: string) => document.getElementById(entryLinkId(id))?.focus();

/** Which row the keyboard is on; `j` and `k` move from there. */
export function useEntryFocus(entries: readonly ErrorEntry[], openId: string | null) {
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [lastIndex, setLastIndex] = useState(-1);
  const index = entries.findIndex(({ id }) => id === currentId);
  const openBefore = useRef(openId);
  useEffect(() => {
    // However the panel was closed, and not before its row is drawn again.
    if (openId === null && openBefore.current !== null) focusRow(openBefore.current);
    openBefore.current = openId;
  }, [openId]);
  const move = (step: 1 | -1) => {
    // When the row has gone (it was resolved), its neighbour has moved into its place.
    const from = index >= 0 ? index : lastIndex - (step === 1 ? 1 : 0);
    const next = entries[Math.min(Math.max(from + step, 0), entries.length - 1)];
    if (next) focusRow(next.id);
  };
  return {
    current: entries[index] ?? null,
    onFocusEntry: (id: string) => {
      setCurrentId(id);
      setLastIndex(entries.findIndex((entry) => entry.id === id));
    },
    next: () => move(1),
    previous: () => move(-1),
  };
}
