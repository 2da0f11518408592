import { useCallback, useState } from 'react';
import type { Alias, Eligibility } from '@ubuntu-aliases/shared';

const DISMISSED = 'first-steps-done';
const TESTED = 'first-steps-tested';

function isSet(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

function set(key: string): void {
  try {
    localStorage.setItem(key, '1');
  } catch {
    // It will be shown again next time, no harm.
  }
}

export interface Step {
  name: 'verified' | 'ready' | 'tested';
  isDone: boolean;
}

const isReady = ({ state, recipients }: Alias) =>
  (state === 'active' || state === 'grace' || state === 'paused') &&
  recipients.some((recipient) => recipient.state !== 'pending');

/** How far one is on the first visit; null once it was read, for good. */
export function useFirstSteps(aliases: readonly Alias[], eligibility: Eligibility | null) {
  const [isDismissed, setIsDismissed] = useState(() => isSet(DISMISSED));
  const [isTested, setIsTested] = useState(() => isSet(TESTED));
  const steps: Step[] = [
    { name: 'verified', isDone: eligibility?.isEligible ?? false },
    { name: 'ready', isDone: aliases.some(isReady) },
    { name: 'tested', isDone: isTested },
  ];
  return {
    steps: isDismissed ? null : steps,
    setIsTested: useCallback(() => {
      set(TESTED);
      setIsTested(true);
    }, []),
    dismiss: useCallback(() => {
      set(DISMISSED);
      setIsDismissed(true);
    }, []),
  };
}
