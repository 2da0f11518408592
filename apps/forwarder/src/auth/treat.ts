import { type authenticate, createSeal } from 'mailauth';
import { parsedKey } from './parsed-keys.ts';
import type { Treated, Treatment } from './protocol.ts';
import { rewriteFrom } from './rewritten-from.ts';

type Result = Awaited<ReturnType<typeof authenticate>>;

/** One header field as mailauth has parsed it. */
interface Field {
  key: string;
  casedKey: string;
  line: Buffer;
}

/** What a domain wants done to a message that was checked. The order counts: a seal speaks of the From that leaves. */
export async function treat(result: Result, treatment: Treatment): Promise<Treated> {
  const parsed = (result.dkim.headers?.parsed ?? []) as Field[];
  const replacement = treatment.rewritesFrom && needsRewriting(result) ? replace(parsed, treatment) : null;
  const leaving = replacement
    ? [...replacement.map(fieldOf), ...parsed.filter(({ key }) => key !== 'from')]
    : parsed;
  return {
    fields:
      (await seal(result, leaving, treatment)) + (replacement ?? []).map((line) => `${line}\r\n`).join(''),
    replacesFrom: replacement !== null,
  };
}

/**
 * The sender's policy holds here by SPF alone, which ends with us. Mail that fails it here is never rewritten: a From of
 * ours would make it pass.
 */
function needsRewriting({ dmarc, dkim }: Result): boolean {
  if (!dmarc || dmarc.status.result !== 'pass' || !['reject', 'quarantine'].includes(dmarc.policy))
    return false;
  return !dkim.results.some(({ status }) => status.result === 'pass' && status.aligned && !status.underSized);
}

function replace(parsed: Field[], { domain, returnPath }: Treatment): string[] | null {
  const [from, ...others] = parsed.filter(({ key }) => key === 'from');
  // A bounce has no envelope sender that would vouch for another From.
  if (!from || others.length > 0 || returnPath === '') return null;
  const hasReplyTo = parsed.some(({ key }) => key === 'reply-to');
  return rewriteFrom(from.line, { domain, returnPath, hasReplyTo });
}

function fieldOf(line: string): Field {
  const casedKey = line.slice(0, line.indexOf(':'));
  return { key: casedKey.toLowerCase(), casedKey, line: Buffer.from(line) };
}

/** An ARC set (RFC 8617) over the fields that leave; empty when there is none to be made. A broken chain is not sealed over. */
async function seal({ arc, dkim }: Result, parsed: Field[], { key }: Treatment): Promise<string> {
  if (!key || !arc || !['none', 'pass'].includes(arc.status.result) || !dkim.seal) return '';
  const { headers } = await createSeal(false, {
    headers: { parsed },
    ...(dkim.arc ? { arc: dkim.arc } : {}),
    seal: {
      ...dkim.seal,
      signingDomain: key.domainName,
      selector: key.keySelector,
      privateKey: parsedKey(key.privateKey),
      cv: arc.status.result,
      authResults: arc.authResults ?? '',
      signTime: new Date(),
    },
  });
  return headers.map((line) => `${line}\r\n`).join('');
}
