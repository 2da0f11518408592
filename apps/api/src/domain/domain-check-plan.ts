import type { RecordFinding } from './domain-records.ts';

const HOUR = 3_600_000;
const SETTLED_HOURS = 6;

/** A record as it is kept: with when it was last right, and since when it is wrong. */
export interface KeptRecord extends RecordFinding {
  okAt: Date | null;
  wrongSince: Date | null;
}

export interface CheckPlan {
  records: KeptRecord[];
  /** Those whose answer is news. */
  changed: KeptRecord[];
  /** Types to tell admins about: wrong, and wrong an hour before as well. */
  reported: string[];
  /** Nothing is wrong any more, and everything answered. */
  isResolved: boolean;
  isProven: boolean;
  dueAt: Date;
}

const keyOf = ({ type, name }: Pick<RecordFinding, 'type' | 'name'>) => `${type} ${name}`;

/** What the domain should have. One that was proven in another way has promised no proof, until it had one. */
const isPromised = ({ type, isRequired, okAt }: KeptRecord) => (type === 'TXT' ? okAt !== null : isRequired);

/**
 * What becomes of a check. An unanswered question neither ends nor begins a run of wrong answers: what was known stays
 * what is known. `random` is between 0 and 1, so that domains do not all ask at once.
 */
export function planCheck(
  findings: RecordFinding[],
  before: readonly (Omit<KeptRecord, 'type'> & { type: string })[],
  { isProven, now, random }: { isProven: boolean; now: Date; random: number },
): CheckPlan {
  const known = new Map(before.map((record) => [`${record.type} ${record.name}`, record]));
  const records = findings.map((finding): KeptRecord => {
    const previous = known.get(keyOf(finding));
    return {
      ...finding,
      okAt: finding.state === 'ok' ? now : (previous?.okAt ?? null),
      wrongSince:
        finding.state === 'ok' ? null : (previous?.wrongSince ?? (finding.state === 'wrong' ? now : null)),
    };
  });
  const changed = records.filter((record) => {
    const previous = known.get(keyOf(record));
    return !previous || previous.state !== record.state || previous.found !== record.found || previous.expected !== record.expected; // prettier-ignore
  });
  const isReported = ({ state, wrongSince }: KeptRecord) =>
    state === 'wrong' && wrongSince !== null && now.getTime() - wrongSince.getTime() >= HOUR;
  const promised = records.filter(isPromised);
  const isSettled = isProven && promised.every(({ state }) => state === 'ok');
  const hours = isSettled ? SETTLED_HOURS : 1;
  return {
    records,
    changed,
    // A domain that is still being set up is no news.
    reported: isProven ? [...new Set(promised.filter(isReported).map(({ type }) => type))] : [],
    isResolved: promised.every(({ state }) => state === 'ok'),
    isProven: records.some(({ type, state }) => type === 'TXT' && state === 'ok'),
    // Never below an hour: the second of two wrong answers must be one.
    dueAt: new Date(now.getTime() + hours * HOUR * (1 + random / 10)),
  };
}
