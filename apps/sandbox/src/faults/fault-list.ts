import type { Fault, FaultTarget } from './fault.ts';

/** The faults that apply to one request. */
export interface FaultsNow {
  /** All the slowness together. */
  delayMs: number;
  /** The first fault that is more than slowness. */
  fault: Fault | null;
}

export interface FaultList {
  add(fault: Fault): void;
  list(): Fault[];
  clear(): void;
  /** What applies to a request that has this text in it; counts it. */
  take(target: FaultTarget, subject: string, kinds?: Fault['kind'][]): FaultsNow;
}

const slowByDefault = 5000;

export function createFaultList(): FaultList {
  let faults: Fault[] = [];

  /** Counts a request that fits, until so many were left alone. */
  function isEarly(fault: Fault): boolean {
    if (!fault.after) return false;
    fault.after -= 1;
    return true;
  }

  function use(fault: Fault): void {
    if (fault.times === undefined) return;
    fault.times -= 1;
    if (fault.times <= 0) faults = faults.filter((other) => other !== fault);
  }

  return {
    add: (fault) => void faults.push({ ...fault }),
    list: () => faults.map((fault) => ({ ...fault })),
    clear() {
      faults = [];
    },
    take(target, subject, kinds) {
      const now: FaultsNow = { delayMs: 0, fault: null };
      for (const fault of [...faults]) {
        if (fault.target !== target || !subject.includes(fault.path ?? '')) continue;
        if (kinds && !kinds.includes(fault.kind)) continue;
        if (fault.kind !== 'slow' && now.fault) continue;
        if (isEarly(fault)) continue;
        use(fault);
        if (fault.kind === 'slow') now.delayMs += fault.delayMs ?? slowByDefault;
        else now.fault = fault;
      }
      return now;
    },
  };
}
