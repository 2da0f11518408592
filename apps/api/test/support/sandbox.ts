import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { z } from 'zod';
import { dispatcher } from './dispatcher.ts';

const MAIN = fileURLToPath(new URL('../../../sandbox/src/main.ts', import.meta.url));

const listeningSchema = z.object({
  type: z.literal('listening'),
  url: z.string(),
  smtpUrl: z.string(),
  dnsServer: z.string(),
});
const personSchema = z.object({ openid: z.string(), name: z.string().nullable() });
const mailSchema = z.object({
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});
export type CaughtMail = z.infer<typeof mailSchema>;

export interface SandboxFault {
  target: 'launchpad' | 'openid' | 'smtp' | 'dns';
  kind: string;
  path?: string;
  times?: number;
  delayMs?: number;
  retryAfter?: number;
  status?: number;
}

/** The stand-in for Ubuntu One, Launchpad and mailboxes: a program of its own, started and asked as one. */
export async function startSandbox() {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], SANDBOX_PORT: '0', SANDBOX_SMTP_PORT: '0', SANDBOX_DNS_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // It sends the same over the channel as it prints.
  const { url, smtpUrl, dnsServer } = await new Promise<z.infer<typeof listeningSchema>>(
    (resolve, reject) => {
      child.once('message', (message) => resolve(listeningSchema.parse(message)));
      child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    },
  );

  async function control(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object) {
    const answer = await request(`${url}/control${path}`, {
      dispatcher,
      method,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.body.text();
    if (answer.statusCode >= 400) throw new Error(`sandbox: ${answer.statusCode} ${text}`);
    return text === '' ? null : (JSON.parse(text) as unknown);
  }

  return {
    url,
    smtpUrl,
    dnsServer,
    control,
    identifier: (openid: string) => `${url}/+id/${openid}`,
    people: async () =>
      z.object({ people: z.array(personSchema) }).parse(await control('GET', '/state')).people,
    fault: (...faults: SandboxFault[]) => control('PUT', '/faults', faults),
    mend: () => control('DELETE', '/faults'),
    reset: () => control('POST', '/reset'),
    /** Oldest first. */
    mails: async (to = '') =>
      z
        .array(mailSchema)
        .or(z.object({ mails: z.array(mailSchema) }).transform(({ mails }) => mails))
        .parse(await control('GET', `/mails?to=${encodeURIComponent(to)}`))
        .reverse(),
    forgetMails: () => control('DELETE', '/mails'),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
    },
  };
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
