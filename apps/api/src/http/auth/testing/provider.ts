import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerFields, signedListOf, type Fields } from './answer.ts';
import { listen, type Listening } from './listen.ts';

type Misbehaviour = (req: IncomingMessage, res: ServerResponse) => void;

/**
 * An OpenID provider by the specification and by nothing else: it shares no code with what is
 * tested.
 */
export interface TestProvider extends Listening {
  /** Every request that reached it, with its form. */
  requests: { method: string; path: string; headers: IncomingMessage['headers']; form: string }[];
  /** In place of an honest answer; null for honest again. */
  misbehave(handler: Misbehaviour | null): void;
  /** A signed answer to the login that `location` leads to. */
  answer(location: string, changes?: Fields, sign?: (fields: Fields) => string): Fields;
}

export async function startProvider(): Promise<TestProvider> {
  const key = randomBytes(32);
  const handles = new Set<string>();
  const requests: TestProvider['requests'] = [];
  let misbehaviour: Misbehaviour | null = null;

  const signature = (fields: Fields) => {
    const text = (fields.signed ?? '').split(',').map((name) => `${name}:${fields[name] ?? ''}\n`);
    return createHmac('sha256', key).update(text.join('')).digest('base64');
  };

  const isValid = (form: URLSearchParams) => {
    const fields = Object.fromEntries([...form].map(([name, value]) => [name.replace('openid.', ''), value]));
    const { mode, sig, assoc_handle: handle = '' } = fields;
    // Section 11.4.2.2: the answer to the same handle is given once.
    return (
      mode === 'check_authentication' &&
      handles.delete(handle) &&
      sig === signature({ ...fields, mode: 'id_res' })
    );
  };

  const listening = await listen(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk);
    const form = Buffer.concat(chunks).toString();
    requests.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, form });
    if (misbehaviour) return misbehaviour(req, res);
    res.setHeader('content-type', 'text/plain');
    res.end(`ns:http://specs.openid.net/auth/2.0\nis_valid:${isValid(new URLSearchParams(form))}\n`);
  });

  return {
    ...listening,
    requests,
    misbehave: (handler) => void (misbehaviour = handler),
    answer(location, changes = {}, sign = signedListOf) {
      const returnTo = new URL(location).searchParams.get('openid.return_to') ?? '';
      const fields = { ...answerFields({ ssoUrl: listening.url, returnTo, now: new Date() }), ...changes };
      handles.add(fields.assoc_handle ?? '');
      const signed = { ...fields, signed: sign(fields) };
      return { ...signed, sig: signature(signed) };
    },
  };
}
