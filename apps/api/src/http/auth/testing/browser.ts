import { request, type IncomingHttpHeaders } from 'node:http';
import { queryOf, type Fields } from './answer.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  location: string;
  setCookies: string[];
  body: string;
}

interface SendOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export type TestBrowser = ReturnType<typeof createBrowser>;

/** Keeps cookies and follows nothing; paths are sent as they are given. */
export function createBrowser(origin: string) {
  const cookies = new Map<string, string>();

  async function send(path: string, options: SendOptions = {}): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie && { cookie }), ...options.headers };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const req = request(origin, { path, method: options.method ?? 'GET', headers }, async (res) => {
        const chunks: Buffer[] = [];
        for await (const chunk of res) chunks.push(chunk);
        resolve({
          status: res.statusCode ?? 0,
          headers: res.headers,
          location: res.headers.location ?? '',
          setCookies: res.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString(),
        });
      });
      req.on('error', reject).end(options.body);
    });
    for (const line of answer.setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  return {
    cookies,
    send,
    /** Starts a sign-in; gives where the browser is sent. */
    async login(returnTo?: string): Promise<string> {
      const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
      return (await send(`/auth/ubuntu${query}`)).location;
    },
    callback(location: string, fields: Fields): Promise<Answer> {
      return send(callbackPath(location, fields));
    },
    async whoami(): Promise<string | null> {
      const { memberId }: { memberId: string | null } = JSON.parse((await send('/whoami')).body);
      return memberId;
    },
  };
}

export function stateOf(location: string): string {
  const returnTo = new URL(location).searchParams.get('openid.return_to') ?? '';
  return new URL(returnTo).searchParams.get('state') ?? '';
}

export function callbackPath(location: string, fields: Fields): string {
  return `/auth/ubuntu/callback?${queryOf(fields, stateOf(location))}`;
}
