import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { FaultList } from '../faults/fault-list.ts';
import type { Fault } from '../faults/fault.ts';
import type { MailStore } from './mail-store.ts';

const sizeLimit = 25 * 1024 * 1024;

const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    // Read on after the limit, so that the client hears the refusal; keep nothing of it.
    if (!stream.sizeExceeded) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const recipientsOf = (session: SMTPServerSession): string[] =>
  session.envelope.rcptTo.map(({ address }) => address);

/** The outside mail world: takes every message for everybody and keeps it (RFC 5321, no relaying). */
export function createMailCatcher(mails: MailStore, faults: FaultList): SMTPServer {
  async function check(subject: string, kinds: Fault['kind'][]): Promise<Fault | null> {
    const { delayMs, fault } = faults.take('smtp', subject, kinds);
    if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
    return fault;
  }

  /** Hang up without a word, as a server does that dies after DATA. */
  function drop(session: SMTPServerSession): void {
    for (const connection of server.connections as Set<{ id: string; _socket?: { destroy(): void } }>) {
      if (connection.id === session.id) connection._socket?.destroy();
    }
  }

  async function onRecipient(address: string): Promise<void> {
    const fault = await check(address, ['slow', 'reject-temporary', 'reject-permanent']);
    if (fault?.kind === 'reject-temporary') throw refusal(451, '4.3.0 Sandbox: try again later');
    if (fault?.kind === 'reject-permanent') throw refusal(550, '5.1.1 Sandbox: no such user here');
  }

  async function onMessage(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await readAll(stream);
    const to = recipientsOf(session);
    if (await check(to.join(' '), ['drop'])) return drop(session);
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 Sandbox: message too big');
    const { mailFrom } = session.envelope;
    await mails.add({ from: mailFrom ? mailFrom.address : '', to }, raw);
  }

  const server = new SMTPServer({
    name: 'sandbox.invalid',
    banner: 'Sandbox: no mail leaves this machine',
    size: sizeLimit,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onConnect: (_session, callback) => {
      const { fault } = faults.take('smtp', '', ['down']);
      callback(fault ? refusal(421, '4.3.2 Sandbox: not now') : null);
    },
    onRcptTo: ({ address }, _session, callback) => void onRecipient(address).then(() => callback(), callback),
    onData: (stream, session, callback) => void onMessage(stream, session).then(() => callback(), callback),
  });
  // Clients that hang up in the middle are no concern of ours.
  server.on('error', () => undefined);
  return server;
}
