import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { fitsKeyValueForm, keyValueForm, type Message } from './messages.ts';

/** Private associations, section 11.4.2: the key never leaves, so only we can say whether an answer is ours. */
export interface Associations {
  sign(fields: Message): Message;
  /** Once: the handle is forgotten by the first question, whatever the answer. */
  verify(message: Message): boolean;
  clear(): void;
}

const lifetime = 10 * 60_000;
const limit = 10_000;

/** Section 6: HMAC-SHA256 over the key-value form of the signed fields, in the order of the list. */
function signature(secret: Buffer, names: string[], fields: Message): string | null {
  const pairs: [string, string][] = [];
  for (const name of names) {
    const value = fields.get(name);
    if (value === undefined || !fitsKeyValueForm(name, value)) return null;
    pairs.push([name, value]);
  }
  return createHmac('sha256', secret).update(keyValueForm(pairs), 'utf8').digest('base64');
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export function createAssociations(now: () => number = Date.now): Associations {
  const secrets = new Map<string, { secret: Buffer; until: number }>();

  function take(handle: string): Buffer | null {
    const held = secrets.get(handle);
    secrets.delete(handle);
    return held && held.until > now() ? held.secret : null;
  }

  return {
    sign(fields) {
      const handle = `{HMAC-SHA256}{${Math.floor(now() / 1000).toString(16)}}{${randomBytes(9).toString('base64')}}`;
      const secret = randomBytes(32);
      if (secrets.size >= limit) secrets.delete(secrets.keys().next().value ?? '');
      secrets.set(handle, { secret, until: now() + lifetime });
      // As Ubuntu One does it: everything is signed, the list itself too, in the order of the alphabet.
      const signed: Message = new Map([...fields, ['assoc_handle', handle]]);
      const names = [...signed.keys(), 'signed'].sort();
      signed.set('signed', names.join(','));
      const sig = signature(secret, names, signed);
      if (sig === null) throw new Error('A value does not fit the key-value form.');
      return new Map([...signed, ['sig', sig]]);
    },

    verify(message) {
      const secret = take(message.get('assoc_handle') ?? '');
      const names = (message.get('signed') ?? '').split(',');
      if (!secret || new Set(names).size !== names.length) return false;
      // The question repeats the answer with another mode (11.4.2.1).
      const expected = signature(secret, names, new Map([...message, ['mode', 'id_res']]));
      return expected !== null && isEqual(expected, message.get('sig') ?? '');
    },

    clear: () => secrets.clear(),
  };
}
