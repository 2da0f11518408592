import { request, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { problemSchema, type Problem } from '@ubuntu-aliases/shared';
import { dispatcher } from './dispatcher.ts';

type Headers = Record<string, string | undefined>;
type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export class Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;

  constructor(status: number, headers: Dispatcher.ResponseData['headers'], text: string) {
    this.status = status;
    this.headers = headers;
    this.text = text;
  }

  header(name: string): string {
    const value = this.headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : (value ?? '');
  }

  get setCookies(): string[] {
    const value = this.headers['set-cookie'];
    return value === undefined ? [] : [value].flat();
  }

  /** The body, if it is what the contract says. */
  as<T extends z.ZodType>(schema: T): z.output<T> {
    return schema.parse(JSON.parse(this.text));
  }

  get json(): unknown {
    return JSON.parse(this.text);
  }

  get problem(): Problem {
    if (!this.header('content-type').startsWith('application/problem+json'))
      throw new Error(
        `not a problem: ${this.status} ${this.header('content-type')} ${this.text.slice(0, 200)}`,
      );
    return problemSchema.parse(JSON.parse(this.text));
  }
}

export interface Sharing {
  email?: boolean;
  nickname?: boolean;
}

/**
 * As much of a browser as signing in needs: one origin's cookies, redirects only where asked, and the fetch metadata
 * that a page of that origin sends.
 */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  readonly publicUrl: string;
  readonly sandboxUrl: string;

  /** `address` is where `publicUrl` is really served. */
  constructor(options: { address: string; publicUrl: string; sandboxUrl: string }) {
    this.address = options.address;
    this.publicUrl = options.publicUrl;
    this.sandboxUrl = options.sandboxUrl;
  }

  /** Headers given as undefined are left out. */
  async send(
    method: Method,
    path: string,
    { headers = {}, body, json }: { headers?: Headers; body?: string | Buffer; json?: unknown } = {},
  ): Promise<Answer> {
    const isSafe = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
    const sent: Headers = {
      ...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }),
      ...(!isSafe && { 'sec-fetch-site': 'same-origin' }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    const {
      statusCode,
      headers: got,
      body: stream,
    } = await request(this.address + path, {
      dispatcher,
      method,
      headers: Object.fromEntries(
        Object.entries(sent).filter((pair): pair is [string, string] => pair[1] !== undefined),
      ),
      ...(json !== undefined ? { body: JSON.stringify(json) } : body !== undefined && { body }),
    });
    const answer = new Answer(statusCode, got, await stream.text());
    for (const line of answer.setCookies) this.#keep(line);
    return answer;
  }

  get(path: string, headers?: Headers): Promise<Answer> {
    return this.send('GET', path, { ...(headers && { headers }) });
  }

  post(path: string, json?: unknown, headers?: Headers): Promise<Answer> {
    return this.send('POST', path, { json, ...(headers && { headers }) });
  }

  /** PATCH with If-Match, by the ETag that is read first. */
  async change(path: string, json: unknown, headers: Headers = {}): Promise<Answer> {
    const etag = (await this.get(path)).header('etag');
    return this.send('PATCH', path, { json, headers: { 'if-match': etag, ...headers } });
  }

  /** From the button to the page that it ends on: the answer of the callback. */
  async signIn(person: string, sharing: Sharing = {}, returnTo?: string): Promise<Answer> {
    return this.finish(await this.decide(await this.begin(returnTo), person, sharing));
  }

  /** Where the product sends the browser. */
  async begin(returnTo?: string): Promise<URL> {
    const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
    const answer = await this.get(`/auth/ubuntu${query}`);
    if (answer.status !== 302) throw new Error(`sign-in did not start: ${answer.status} ${answer.text}`);
    return new URL(answer.header('location'));
  }

  /** What the person does at the provider, and where that sends the browser; a form's body when it is posted. */
  async decide(
    to: URL,
    person: string,
    { email = true, nickname = true }: Sharing = {},
  ): Promise<{ url: URL; form: string | null }> {
    const form = new URLSearchParams(to.searchParams);
    if (person === 'cancel') form.set('cancel', '1');
    else form.set('person', person);
    if (email) form.set('share_email', 'on');
    if (nickname) form.set('share_nickname', 'on');
    const answer = await request(`${this.sandboxUrl}/+decide`, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    });
    const text = await answer.body.text();
    if (answer.statusCode === 302) return { url: new URL(String(answer.headers['location'])), form: null };
    const action = /action="([^"]*)"/.exec(text)?.[1];
    if (answer.statusCode !== 200 || action === undefined)
      throw new Error(`provider: ${answer.statusCode} ${text}`);
    const fields = [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
    const values = new URLSearchParams(
      fields.map(([, name = '', value = '']) => [unescape(name), unescape(value)]),
    );
    return { url: new URL(unescape(action)), form: values.toString() };
  }

  /** Brings the provider's answer back. A posted one comes from another site, so without Lax cookies. */
  async finish({ url, form }: { url: URL; form: string | null }): Promise<Answer> {
    if (form === null) return this.get(url.pathname + url.search);
    const posted = await new Browser(this).send('POST', url.pathname + url.search, {
      body: form,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'cross-site',
        origin: this.sandboxUrl,
      },
    });
    if (posted.status !== 303) return posted;
    return this.get(posted.header('location'));
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const expires = attributes.find((a) => /^expires=/i.test(a))?.slice('expires='.length);
    if (value === '' || (expires !== undefined && Date.parse(expires) <= Date.now()))
      this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function unescape(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
