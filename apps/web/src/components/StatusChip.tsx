import type { ReactNode } from 'react';

export type Tone = 'positive' | 'caution' | 'negative' | 'information' | 'neutral';

/** A state in words; the colour only repeats them. */
export function StatusChip({ tone, children }: { tone: Tone; children: ReactNode }) {
  const base = tone === 'neutral' ? 'p-chip' : `p-chip--${tone}`;
  return (
    <span className={`${base} is-readonly is-dense is-inline`}>
      <span className="p-chip__value">{children}</span>
    </span>
  );
}
