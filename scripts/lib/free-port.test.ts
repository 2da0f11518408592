import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ReservedPort, reservePort } from './free-port.ts';

const reserved: ReservedPort[] = [];
async function reserve(wanted: number): Promise<number> {
  const one = await reservePort(wanted);
  reserved.push(one);
  return one.port;
}
afterEach(async () => {
  for (const one of reserved.splice(0)) await one.release();
});

/** Far from the ports that others on this machine are likely to want. */
const base = 20_000 + (process.pid % 10_000);

describe('reservePort', () => {
  it('gives nobody else the same port, though nothing listens there yet', async () => {
    const [first, second] = await Promise.all([reserve(base), reserve(base)]);
    expect(first).not.toBe(second);
  });

  it('gives a released port again', async () => {
    const first = await reservePort(base);
    await first.release();
    expect(await reserve(base)).toBe(first.port);
  });

  it.each(['127.0.0.1', '::1', '0.0.0.0'])('goes past a port that is taken on %s', async (host) => {
    const server = createServer().listen(base + 500, host);
    await once(server, 'listening');
    expect(await reserve(base + 500)).toBeGreaterThan(base + 500);
    server.close();
  });
});
