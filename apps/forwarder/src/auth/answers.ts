/** How long an answer of DNS is used again: less than anybody waits for a change of theirs. */
const FRESH_MS = 30_000;
const MAX = 2_000;

type Ask = (name: string, type: string) => Promise<string[][]>;

/**
 * The same few senders write most of the mail, and each needs four answers. One that is there, or is known not to be, is
 * kept for a moment; no answer is not.
 */
export function rememberAnswers(
  ask: Ask,
  { freshMs = FRESH_MS, now = Date.now }: { freshMs?: number; now?: () => number } = {},
): Ask {
  const known = new Map<string, { answer: Promise<string[][]>; until: number }>();
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const found = known.get(key);
    if (found && found.until > now()) return found.answer;
    known.delete(key);
    const [oldest] = known.keys();
    if (known.size >= MAX && oldest !== undefined) known.delete(oldest);
    const entry = { answer: ask(name, type), until: now() + freshMs };
    known.set(key, entry);
    entry.answer.catch((error: { code?: string }) => {
      if (!isNo(error.code) && known.get(key) === entry) known.delete(key);
    });
    return entry.answer;
  };
}

/** There is none, which is an answer; anything else is the want of one. */
export const isNo = (code: string | undefined) => code === 'ENODATA' || code === 'ENOTFOUND';
