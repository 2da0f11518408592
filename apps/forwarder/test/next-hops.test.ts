import { describe, expect, it } from 'vitest';
import { createMxRouter } from '../src/next-hop/mx-router.ts';
import { createRelayRouter } from '../src/next-hop/route.ts';
import { connect } from './support/client.ts';
import { type Script, startNextHop } from './support/next-hop.ts';
import { useWorld } from './support/world.ts';

const world = useWorld();
const MAIL = 'Subject: x\r\n\r\nText.\r\n.\r\n';

async function rcptAt(port: number, address = 'mira@alias.example') {
  const client = await connect(port);
  await client.say('MAIL FROM:<ada@sender.example>');
  const answer = await client.say(`RCPT TO:<${address}>`);
  const last = answer.startsWith('250') ? await client.send(MAIL) : answer;
  await client.say('QUIT');
  return last;
}

const no = (code: string) => Promise.reject(Object.assign(new Error(code), { code }));
type Zone = Partial<Record<string, { mx?: [number, string][] | string; a?: string[] | string }>>;
const resolver =
  (zone: Zone) =>
  (name: string, type: string): Promise<unknown[]> => {
    const found = type === 'MX' ? zone[name]?.mx : type === 'A' ? zone[name]?.a : undefined;
    if (!Array.isArray(found)) return no(found ?? 'ENODATA');
    return Promise.resolve(
      found.map((record) =>
        typeof record === 'string' ? record : { priority: record[0], exchange: record[1] },
      ),
    );
  };

describe('by MX', () => {
  const start = async (answers: Zone, script: Script = {}) => {
    const hop = await startNextHop(script);
    const route = createMxRouter(resolver(answers), { port: hop.port, isAllowed: () => true });
    const { smtp } = await world.start({ route, hops: { connectMs: 500, openMs: 1500 } });
    return { hop, smtp };
  };

  it('the best that answers, and the next one when it does not', async () => {
    const { hop, smtp } = await start({
      'home.example': { mx: [[20, 'second.mx'], [10, 'first.mx']] },
      'first.mx': { a: ['127.0.0.9'] }, // Nobody listens there.
      'second.mx': { a: ['127.0.0.1'] },
    }); // prettier-ignore
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    expect(hop.taken).toHaveLength(1);
    await hop.close();
  });

  it('without MX, the domain itself', async () => {
    const { hop, smtp } = await start({ 'home.example': { a: ['127.0.0.1'] } });
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    await hop.close();
  });

  it.each([
    ['null MX: 550 5.1.10', { 'home.example': { mx: [[0, '']] as [number, string][] } }, /^550 5\.1\.10 /],
    ['no answer about MX: 451', { 'home.example': { mx: 'ESERVFAIL' } }, /^451 4\.4\.3 /],
    ['time out: 451', { 'home.example': { mx: 'ETIMEOUT' } }, /^451 4\.4\.3 /],
    ['no such domain: 451, never 5xx for what a resolver says', { 'home.example': { mx: 'ENOTFOUND', a: 'ENOTFOUND' } }, /^451 /],
    ['an MX without an address: 451', { 'home.example': { mx: [[1, 'none.mx']] as [number, string][] } }, /^451 /],
    ['an MX whose address is not answered: 451', { 'home.example': { mx: [[1, 'x.mx']] as [number, string][] }, 'x.mx': { a: 'ESERVFAIL' } }, /^451 4\.4\.3 /],
  ])('%s', async (_, answers, expected) => {
    const { hop, smtp } = await start(answers);
    expect(await rcptAt(smtp)).toMatch(expected);
    expect(hop.connections).toBe(0);
    await hop.close();
  }); // prettier-ignore

  it('an MX that leads to this machine is not followed', async () => {
    const { smtp } = await world.start({
      route: createMxRouter(resolver({ 'home.example': { a: ['127.0.0.1', '0.0.0.0', '169.254.1.1'] } })),
    });
    expect(await rcptAt(smtp)).toMatch(/^451 /);
  });
});

describe('happy eyeballs', () => {
  it.each([
    ['IPv6 refuses: IPv4 takes it', ['::1', '127.0.0.1']],
    ['one address of several is enough', ['127.0.0.9', '127.0.0.8', '127.0.0.1']],
  ])('%s', async (_, addresses) => {
    const hop = await startNextHop();
    const host = { host: 'first.mx', port: hop.port, addresses };
    const { smtp } = await world.start({
      route: () => ({
        key: 'home',
        hosts: () => Promise.resolve([host]),
        tls: 'opportunistic',
        credentials: null,
      }),
    });
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    expect(hop.connections).toBe(1);
    await hop.close();
  });
});

describe('connections', () => {
  it('are used again', async () => {
    const hop = await startNextHop();
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    for (let n = 0; n < 5; n += 1) expect(await rcptAt(smtp)).toMatch(/^250 /);
    expect(hop.connections).toBe(1);
    await hop.close();
  });

  it('one that the server ended in the meantime costs no mail', async () => {
    const hop = await startNextHop();
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    hop.hangUp();
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    expect(hop.taken).toHaveLength(2);
    await hop.close();
  });

  it('one that ends while our client takes its time is opened once more', async () => {
    const hop = await startNextHop();
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    const client = await connect(smtp);
    await client.open('ada@sender.example', 'mira@alias.example', 'ben@alias.example');
    hop.hangUp();
    expect(await client.send(MAIL)).toMatch(/^250 /);
    expect(hop.taken).toMatchObject([{ rcpt: ['mira@home.example', 'ben@home.example'] }]);
    client.destroy();
    await hop.close();
  });

  it('a slow destination fills its own share and starves nobody else', async () => {
    const slow = await startNextHop({ rcpt: 'HANG' });
    const quick = await startNextHop();
    const { smtp } = await world.start({
      route: (domain) => ({
        key: domain,
        hosts: () =>
          Promise.resolve([
            { host: '127.0.0.1', port: (domain === 'home.example' ? slow : quick).port, addresses: [] },
          ]),
        tls: 'opportunistic',
        credentials: null,
      }),
      times: { commandMs: 800 },
      hops: { perDestination: 2, waitMs: 200 },
    });
    const stuck = Array.from({ length: 4 }, () => rcptAt(smtp));
    expect(await rcptAt(smtp, 'far@alias.example')).toMatch(/^250 /);
    const answers = (await Promise.all(stuck)).sort();
    expect(answers.filter((answer) => answer.startsWith('451 4.4.5'))).toHaveLength(2);
    expect(slow.connections).toBe(2);
    await Promise.all([slow.close(), quick.close()]);
  });

  it('clients that take their time give way to those that have sent everything, and lose nothing', async () => {
    const hop = await startNextHop();
    const { smtp } = await world.start({
      route: createRelayRouter(hop.url),
      hops: { perDestination: 2, waitMs: 3000 },
    });
    const slow = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const client = await connect(smtp);
        await client.open('ada@sender.example', 'mira@alias.example', 'ben@alias.example');
        return client;
      }),
    );
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    for (const client of slow) {
      expect(await client.send(MAIL)).toMatch(/^250 /);
      await client.say('QUIT');
    }
    expect(hop.taken.map(({ rcpt }) => rcpt.length)).toEqual([1, 2, 2, 2, 2, 2]);
    await hop.close();
  });

  it('a destination that is out of reach again and again is left alone for a while', async () => {
    const hop = await startNextHop({ greeting: 'CLOSE' });
    const { smtp } = await world.start({
      route: createRelayRouter(hop.url),
      hops: { failures: 3, backOffMs: 60_000 },
    });
    for (let n = 0; n < 6; n += 1) expect(await rcptAt(smtp)).toMatch(/^451 /);
    expect(hop.connections).toBe(3);
    await hop.close();
  });

  it('a server without EHLO is spoken to with HELO', async () => {
    const hop = await startNextHop({ extensions: null });
    const { smtp } = await world.start({ route: createRelayRouter(hop.url) });
    expect(await rcptAt(smtp)).toMatch(/^250 /);
    await hop.close();
  });
});
