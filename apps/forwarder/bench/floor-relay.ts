import { buffer } from 'node:stream/consumers';
import nodemailer from 'nodemailer';
import { SMTPServer } from 'smtp-server';

/** The floor: a relay of packages that exist, without any look-up, check or rewriting of senders. */
const transport = nodemailer.createTransport({
  url: process.env['BENCH_RELAY'] ?? '',
  pool: true,
  maxConnections: 100,
  maxMessages: Infinity,
  ignoreTLS: true,
} as never);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  size: 25 * 1024 * 1024,
  onData(stream, session, done) {
    void (async () => {
      try {
        const raw = await buffer(stream);
        const { mailFrom, rcptTo } = session.envelope;
        await transport.sendMail({
          envelope: { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) },
          raw,
        });
        done();
      } catch (error) {
        done(error as Error);
      }
    })();
  },
});
server.on('error', () => undefined);
server.listen(0, '127.0.0.1', () => {
  const address = server.server.address();
  process.send?.({ type: 'ready', smtp: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit());
