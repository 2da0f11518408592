import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openMailDatabase } from '@ubuntu-aliases/store/mail';
import { createAuthenticator } from '../src/auth/authenticator.ts';
import { createPeers } from '../src/doors/listen.ts';
import { startForwarder } from '../src/forwarder.ts';
import { createRelayRouter } from '../src/next-hop/route.ts';

/** The forwarder in a process of its own, with parts that can be left out, to see what each costs. */
const { env } = process;
const database = openMailDatabase({ url: env['DATABASE_URL'] ?? '', poolSize: 4 });
const anyPort = { host: '127.0.0.1', port: 0 };
const records = JSON.parse(env['BENCH_TXT'] ?? '{}') as Record<string, string>;
const resolve = (name: string, type: string) =>
  type === 'TXT' && records[name]
    ? Promise.resolve([[records[name]]])
    : Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
const key = env['BENCH_KEY'];

const forwarder = await startForwarder({
  doors: { smtp: anyPort, socketmap: anyPort },
  peers: createPeers(['127.0.0.1']),
  resolveMany: (addresses, now) => database.mail.resolveMany(addresses, now),
  recordTally: env['BENCH_UNCOUNTED']
    ? () => Promise.resolve()
    : (aliases, recipients) => database.mailTally.record(aliases, recipients),
  route: createRelayRouter(env['BENCH_RELAY'] ?? 'smtp://127.0.0.1:9'),
  authenticator: key ? createAuthenticator({ resolve, threads: 2 }) : null,
  sealKeys: (domain) =>
    Promise.resolve(key ? { domainName: domain, keySelector: 's1', privateKey: key } : null),
  srsSecrets: ['a secret of the bench'],
  srsDomain: 'bounces.example',
  host: 'mx.alias.example',
  memoryBytes: Number(env['BENCH_MEMORY_MB'] ?? 256) * 1024 * 1024,
  clock: () => new Date(),
  onFault: (error) => console.error(error),
  hops: { perDestination: 100 },
  ...(env['BENCH_FRESH_MS'] ? { freshMs: Number(env['BENCH_FRESH_MS']) } : {}),
});

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', () => {
  process.send?.({
    type: 'stats',
    used: forwarder.memoryUsed(),
    p99: delay.percentile(99) / 1e6,
    cpu: process.cpuUsage(),
    mem: process.memoryUsage(),
  });
  delay.reset();
});
process.on('disconnect', () => process.exit());
process.send?.({ type: 'ready', smtp: forwarder.ports.smtp, socketmap: forwarder.ports.socketmap });
