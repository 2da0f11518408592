import { afterEach, describe, expect, it } from 'vitest';
import {
  aMessage,
  refusal,
  speaking,
  startRawServer,
  startSmtpServer,
  type MailServer,
} from './testing/mail-doubles.ts';
import { parseMime } from './testing/parse-mime.ts';
import { createMailTransport, type MailTransport, type MailTransportOptions } from './transport.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function using(server: MailServer): MailServer {
  cleanups.push(() => server.stop());
  return server;
}

function connect({ port }: { port: number }, query = '', options: MailTransportOptions = {}): MailTransport {
  const transport = createMailTransport(`smtp://127.0.0.1:${port}${query}`, {
    ...options,
    timeouts: { close: 50, ...options.timeouts },
  });
  cleanups.push(() => transport.close());
  return transport;
}

describe('a mail that is taken', () => {
  it('arrives with its headers', async () => {
    const server = using(await startSmtpServer());
    const message = aMessage();
    expect(await connect(server).send(message)).toEqual({ outcome: 'sent' });
    const [raw = ''] = server.received;
    expect(parseMime(raw).header('message-id')).toBe(message.messageId);
  });

  it('takes turns on few connections', async () => {
    let connections = 0;
    const server = using(
      await startSmtpServer({
        onConnect(_session, callback) {
          connections += 1;
          callback();
        },
      }),
    );
    const transport = connect(server, '', { maxConnections: 2 });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => transport.send(aMessage())));
    expect(outcomes).toEqual(Array.from({ length: 8 }, () => ({ outcome: 'sent' })));
    expect(connections).toBe(2);
  });
});

describe('what the server answers', () => {
  it.each([
    [450, '4.2.1 <mira@example.org> is busy', { outcome: 'retry', code: 'recipient_refused 450 4.2.1' }],
    [451, 'greylisted, mira@example.org', { outcome: 'retry', code: 'recipient_refused 451' }],
    [550, '5.1.1 <mira@example.org> is unknown', { outcome: 'failed', code: 'recipient_refused 550 5.1.1' }],
    [550, '4.2.1 contradicts itself', { outcome: 'failed', code: 'recipient_refused 550' }],
    [530, '5.7.0 log in first', { outcome: 'retry', code: 'recipient_refused 530 5.7.0' }],
  ])('%i %s at RCPT', async (responseCode, text, expected) => {
    const server = using(
      await startSmtpServer({
        hideENHANCEDSTATUSCODES: true,
        onRcptTo: (_address, _session, callback) => callback(refusal(responseCode, text)),
      }),
    );
    const outcome = await connect(server).send(aMessage());
    expect(outcome).toEqual(expected);
    expect(JSON.stringify(outcome)).not.toContain('mira');
  });

  it.each([
    [451, { outcome: 'retry', code: 'message_refused 451 4.3.0' }],
    [554, { outcome: 'failed', code: 'message_refused 554 5.3.0' }],
  ])('%i after DATA', async (responseCode, expected) => {
    const server = using(
      await startSmtpServer({
        hideENHANCEDSTATUSCODES: true,
        onData(stream, _session, callback) {
          stream.resume();
          const [first] = String(responseCode);
          stream.on('end', () => callback(refusal(responseCode, `${first}.3.0 not mira@example.org`)));
        },
      }),
    );
    expect(await connect(server).send(aMessage())).toEqual(expected);
  });

  it('a refused sender is ours to mend, not the end of the mail', async () => {
    const server = using(
      await startSmtpServer({
        hideENHANCEDSTATUSCODES: true,
        onMailFrom: (_address, _session, callback) => callback(refusal(553, '5.7.1 not yours')),
      }),
    );
    expect(await connect(server).send(aMessage())).toEqual({
      outcome: 'retry',
      code: 'sender_refused 553 5.7.1',
    });
  });

  it('one refused recipient of several is not a success', async () => {
    const server = using(
      await startSmtpServer({
        hideENHANCEDSTATUSCODES: true,
        onRcptTo: ({ address }, _session, callback) =>
          address.startsWith('no') ? callback(refusal(550, '5.1.1 no')) : callback(),
      }),
    );
    const message = aMessage();
    const both = { ...message, envelope: { ...message.envelope, to: 'yes@example.org, no@example.org' } };
    expect(await connect(server).send(both)).toEqual({
      outcome: 'failed',
      code: 'recipient_refused 550 5.1.1',
    });
  });

  it.each([421, 554])('%i as greeting', async (responseCode) => {
    const server = using(
      await startSmtpServer({ onConnect: (_session, callback) => callback(refusal(responseCode, 'busy')) }),
    );
    expect(await connect(server).send(aMessage())).toEqual({
      outcome: 'retry',
      code: `greeting_refused ${responseCode}`,
    });
  });

  it('a wrong password', async () => {
    const server = using(
      await startSmtpServer({
        authOptional: false,
        onAuth: (_auth, _session, callback) => callback(refusal(535, 'no')),
      }),
    );
    const transport = createMailTransport(`smtp://mira:wrong@127.0.0.1:${server.port}`);
    cleanups.push(() => transport.close());
    expect(await transport.send(aMessage())).toMatchObject({
      outcome: 'retry',
      code: expect.stringMatching(/^auth_failed 535/),
    });
  });
});

describe('trouble on the way', () => {
  it('a connection dropped after the final dot', async () => {
    let dots = 0;
    const server = using(
      await speaking((_reply, end) => {
        dots += 1;
        end();
      }),
    );
    expect(await connect(server).send(aMessage())).toEqual({ outcome: 'retry', code: 'connection_lost' });
    expect(dots).toBe(1);
  });

  it('no answer after the final dot', async () => {
    const server = using(await speaking(() => undefined));
    const transport = connect(server, '', { timeouts: { socket: 80 } });
    expect(await transport.send(aMessage())).toEqual({ outcome: 'retry', code: 'timeout' });
  });

  it('a server that trickles', async () => {
    const server = using(
      await speaking((reply) => {
        const timer = setInterval(() => reply('250-wait'), 20);
        cleanups.push(async () => clearInterval(timer));
      }),
    );
    const transport = connect(server, '', { timeouts: { socket: 500, total: 120 } });
    expect(await transport.send(aMessage())).toEqual({ outcome: 'retry', code: 'timeout' });
  });

  it('no greeting', async () => {
    const server = using(await startRawServer(() => undefined));
    const transport = connect(server, '', { timeouts: { greeting: 80 } });
    expect(await transport.send(aMessage())).toEqual({ outcome: 'retry', code: 'timeout' });
  });

  it('a connection closed before the greeting', async () => {
    const server = using(await startRawServer((socket) => socket.destroy()));
    expect(await connect(server).send(aMessage())).toEqual({ outcome: 'retry', code: 'connection_lost' });
  });

  it('a closed port', async () => {
    const server = await startRawServer(() => undefined);
    await server.stop();
    expect(await connect(server).send(aMessage())).toEqual({ outcome: 'retry', code: 'connection_refused' });
  });

  it('a connection that the server gave up between two mails', async () => {
    let dots = 0;
    const server = using(
      await speaking((reply, end) => {
        dots += 1;
        reply('250 taken');
        if (dots === 1) setTimeout(end, 20);
      }),
    );
    const transport = connect(server);
    expect(await transport.send(aMessage())).toEqual({ outcome: 'sent' });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await transport.send(aMessage())).toEqual({ outcome: 'sent' });
    expect(dots).toBe(2);
  });
});

describe('TLS', () => {
  it('required: not without a certificate that holds', async () => {
    const server = using(await startSmtpServer({ disabledCommands: [] }));
    expect(await connect(server, '?requireTLS').send(aMessage())).toEqual({
      outcome: 'retry',
      code: 'tls_failed',
    });
    expect(server.received).toEqual([]);
  });

  it('required: not in plain text', async () => {
    const server = using(await startSmtpServer());
    const outcome = await connect(server, '?requireTLS').send(aMessage());
    expect(outcome).toMatchObject({ outcome: 'retry', code: expect.stringMatching(/^tls_failed/) });
    expect(server.received).toEqual([]);
  });

  it('not required: used when the server has it, whatever its certificate', async () => {
    let isSecure = false;
    const server = using(
      await startSmtpServer({
        disabledCommands: [],
        onRcptTo(_address, session, callback) {
          isSecure = session.secure;
          callback();
        },
      }),
    );
    expect(await connect(server).send(aMessage())).toEqual({ outcome: 'sent' });
    expect(isSecure).toBe(true);
  });

  it('not required: in plain text when there is no other way', async () => {
    const server = using(await startSmtpServer());
    expect(await connect(server).send(aMessage())).toEqual({ outcome: 'sent' });
  });

  it('smtps: checks the certificate', async () => {
    const server = using(await startSmtpServer({ secure: true }));
    const transport = createMailTransport(`smtps://127.0.0.1:${server.port}`);
    cleanups.push(() => transport.close());
    expect(await transport.send(aMessage())).toEqual({ outcome: 'retry', code: 'tls_failed' });
  });
});

describe('close', () => {
  it('lets a mail on its way finish and takes no further one', async () => {
    const server = using(await speaking((reply) => setTimeout(() => reply('250 taken'), 60)));
    const transport = connect(server, '', { timeouts: { close: 1000 } });
    const sending = transport.send(aMessage());
    await new Promise((resolve) => setTimeout(resolve, 30));
    await transport.close();
    expect(await sending).toEqual({ outcome: 'sent' });
    expect(await transport.send(aMessage())).toEqual({ outcome: 'retry', code: 'closed' });
  });

  it('waits for nobody for ever', async () => {
    const server = using(await speaking(() => undefined));
    const transport = connect(server, '', { timeouts: { close: 40 } });
    const sending = transport.send(aMessage());
    await new Promise((resolve) => setTimeout(resolve, 30));
    await transport.close();
    expect(await sending).toMatchObject({ outcome: 'retry' });
  });
});
