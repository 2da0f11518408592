import closeWithGrace from 'close-with-grace';
import { asNodeResolve, createDnsResolver } from '@ubuntu-aliases/dns';
import { openMailDatabase } from '@ubuntu-aliases/store/mail';
import { createAuthenticator } from './auth/authenticator.ts';
import { createSealKeys } from './auth/seal-keys.ts';
import { createPeers } from './doors/listen.ts';
import { readForwarderEnv } from './env.ts';
import { startForwarder } from './forwarder.ts';
import { createLog } from './log.ts';
import { createDane } from './next-hop/dane.ts';
import { createMtaSts } from './next-hop/mta-sts.ts';
import { createMxRouter, isElsewhere } from './next-hop/mx-router.ts';
import { createRelayRouter } from './next-hop/route.ts';

const { env, problems } = readForwarderEnv(process.env);
if (!env || problems.length > 0) {
  console.error(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  process.exit(78); // EX_CONFIG of sysexits.h
}

const log = createLog(env.LOG_LEVEL, { role: 'forwarder', pid: process.pid });
const database = openMailDatabase({
  url: env.DATABASE_URL,
  poolSize: 4,
  onConnectionLost: (err) => log.warn({ err }, 'lost a database connection'),
});
if (!env.SRS_DOMAIN) {
  log.warn(
    'SRS_DOMAIN is not set: senders are rewritten to the domain of each alias, and forged ones of it refused',
  );
}

const resolver = createDnsResolver({ servers: env.DNS_SERVERS });
const resolve = asNodeResolve(resolver);
// What a resolver says that it validated is believed when nobody stands between it and us.
const isOwnResolver = env.DNS_SERVERS?.every(({ host }) => /^(127\.|::1$|localhost$)/.test(host)) ?? false;
const mxRouter = () =>
  createMxRouter(resolve, {
    dane: isOwnResolver ? createDane(resolver) : undefined,
    mtaSts: createMtaSts(resolve, isElsewhere),
  });

const forwarder = await startForwarder({
  doors: { smtp: env.FORWARDER_SMTP, lmtp: env.FORWARDER_LMTP, socketmap: env.FORWARDER_SOCKETMAP },
  peers: createPeers(env.FORWARDER_PEERS),
  resolveMany: (addresses, now) => database.mail.resolveMany(addresses, now),
  recordTests: database.recordTests,
  recordTally: (aliases, recipients) => database.mailTally.record(aliases, recipients),
  route: env.FORWARDER_RELAY_URL ? createRelayRouter(env.FORWARDER_RELAY_URL) : mxRouter(),
  authenticator: createAuthenticator({ resolve }),
  sealKeys: createSealKeys({
    findActive: (domain) => database.findActiveKey(domain),
    dataDir: env.DATA_DIR,
    clock: () => new Date(),
    onUnusable: ({ domain, selector }) =>
      log.warn({ domain, selector }, 'the DKIM key cannot be used: mail is not sealed'),
  }),
  srsSecrets: env.SRS_SECRET,
  srsDomain: env.SRS_DOMAIN ?? null,
  host: env.FORWARDER_HOSTNAME,
  memoryBytes: env.FORWARDER_MEMORY_MB * 1024 * 1024,
  clock: () => new Date(),
  onFault: (err) => log.error({ err }, 'a mail could not be handled'),
});
log.info({ ports: forwarder.ports }, 'doors are open');
process.send?.({ type: 'ready' });
// The starter is gone, however it went: nobody is left to stop this process.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));

closeWithGrace({ delay: 10_000, logger: false }, async ({ err, signal }) => {
  if (err) log.fatal({ err }, 'unexpected fault, ending');
  else log.info({ signal }, 'ending');
  await forwarder.close(8_000);
  await database.close();
});
