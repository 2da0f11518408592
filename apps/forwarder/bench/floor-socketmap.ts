import { createServer, type AddressInfo } from 'node:net';
import { createPool } from '@ubuntu-aliases/store/mail';

/** The floor: a socketmap server that asks PostgreSQL for one address at a time, and nothing else. */
const pool = createPool({ url: process.env['DATABASE_URL'] ?? '', poolSize: 4 });
const server = createServer((socket) => {
  let held = '';
  let last = Promise.resolve();
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    held += chunk.toString();
    for (;;) {
      const [whole, length] = /^(\d+):/.exec(held) ?? [];
      if (!whole || held.length < whole.length + Number(length) + 1) return;
      const request = held.slice(whole.length, whole.length + Number(length));
      held = held.slice(whole.length + Number(length) + 1);
      last = last.then(() => answer(request));
    }
  });
  async function answer(request: string): Promise<void> {
    const address = request.slice(request.indexOf(' ') + 1);
    const at = address.lastIndexOf('@');
    const { rows } = await pool.query({
      name: 'find',
      text: `SELECT 1 FROM aliases a JOIN domains d ON d.id = a.domain_id
             WHERE d.name = $1 AND a.local_part = $2 AND a.released_at IS NULL`,
      values: [address.slice(at + 1), address.slice(0, at)],
    });
    const text = rows.length > 0 ? `OK ${address}` : 'NOTFOUND ';
    socket.write(`${text.length}:${text},`);
  }
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', socketmap: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
