import { createConnection } from 'node:net';
import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { useSandbox } from '../testing/use-sandbox.ts';

const sandbox = useSandbox();

async function send(to: string, more: Record<string, unknown> = {}): Promise<void> {
  const transport = createTransport(sandbox.smtpUrl);
  try {
    await transport.sendMail({
      from: 'Ubuntu addresses <no-reply@ubuntu.example>',
      to,
      subject: 'Your address is ready – 주소',
      text: 'Open https://product.example/confirm?token=a.b.',
      html: '<p style="color:red">Ready</p><script>alert(1)</script>',
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...more,
    });
  } finally {
    transport.close();
  }
}

const mails = async (to = '') => (await sandbox.control('GET', `/mails?to=${encodeURIComponent(to)}`)).body;

describe('the mail catcher', () => {
  it('keeps what was sent, newest first', async () => {
    await send('mira@example.org');
    await send('Ada@example.org', { subject: 'Second' });
    expect(await mails()).toMatchObject([{ subject: 'Second' }, {}]);
    expect(await mails('ada@EXAMPLE.org')).toHaveLength(1);
    expect(await mails('example.org')).toHaveLength(2);
    expect((await mails('mira@example.org'))[0]).toMatchObject({
      to: ['mira@example.org'],
      from: 'no-reply@ubuntu.example',
      subject: 'Your address is ready – 주소',
      headers: { 'auto-submitted': 'auto-generated' },
    });
    await sandbox.control('DELETE', '/mails');
    expect(await mails()).toEqual([]);
  });

  it('shows a mail without letting it do anything', async () => {
    await send('mira@example.org');
    const [{ id }] = await mails();
    const list = await (await sandbox.get('/inbox?to=mira@example.org')).text();
    expect(list).toContain(`<a href="/inbox/${id}">`);
    const page = await (await sandbox.get(`/inbox/${id}`)).text();
    expect(page).toMatch(/<iframe[^>]* sandbox=""/);
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('<a href="https://product.example/confirm?token=a.b"');
    expect(await (await sandbox.get(`/inbox/${id}/raw`)).text()).toContain('Auto-Submitted: auto-generated');
    expect((await sandbox.get('/inbox/999')).status).toBe(404);
  });

  it.each([
    ['reject-temporary', 451],
    ['reject-permanent', 550],
  ] as const)('%s', async (kind, responseCode) => {
    await sandbox.fault({ target: 'smtp', kind, path: 'mira@' });
    await expect(send('mira@example.org')).rejects.toMatchObject({ responseCode });
    await send('ada@example.org');
    expect(await mails()).toHaveLength(1);
  });

  it('down and drop', async () => {
    await sandbox.fault({ target: 'smtp', kind: 'down', times: 1 });
    await expect(send('mira@example.org')).rejects.toMatchObject({ responseCode: 421 });
    await sandbox.fault({ target: 'smtp', kind: 'drop', times: 1 });
    await expect(send('mira@example.org')).rejects.toThrow();
    expect(await mails()).toEqual([]);
    await send('mira@example.org');
    expect(await mails()).toHaveLength(1);
  });

  it('survives clients that talk nonsense or hang up', async () => {
    const { port } = new URL(sandbox.smtpUrl);
    await new Promise<void>((resolve) => {
      const socket = createConnection(Number(port), '127.0.0.1', () =>
        socket.end('\x00\xff NONSENSE\r\nDATA\r\n'),
      );
      socket.on('close', () => resolve()).resume();
    });
    await send('mira@example.org');
  });
});

describe('writing from outside', () => {
  it('says what the door of the product said', async () => {
    const door = await createSandbox();
    const outside = await createSandbox({ mxUrl: door.smtpUrl });
    const write = (body: object) =>
      fetch(`${outside.url}/control/write`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(await (await write({ to: 'mira@kubuntu.org', subject: 'Hi' })).json()).toMatchObject({
      isAccepted: true,
      answer: expect.stringMatching(/^250/),
    });
    const arrived = await (await fetch(`${door.url}/control/mails`)).json();
    expect(arrived).toMatchObject([{ to: ['mira@kubuntu.org'], subject: 'Hi' }]);
    expect((await write({ to: 'a\r\nb' })).status).toBe(400);
    await door.close();
    expect(await (await write({ to: 'mira@kubuntu.org' })).json()).toMatchObject({ isAccepted: false });
    await outside.close();
  });
  it('is a page too, and says so when nobody told where to', async () => {
    expect(await (await sandbox.get('/write?to=mira@kubuntu.org')).text()).toContain('SANDBOX_MX_URL');
  });
});
