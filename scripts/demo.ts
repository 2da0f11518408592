import path from 'node:path';
import { parseArgs } from 'node:util';
import { adminOpenid, people } from '../apps/sandbox/src/people.ts';
import { demoBanner } from './lib/banner.ts';
import { type Child, startChild } from './lib/children.ts';
import { publishTokens } from './lib/demo-dns.ts';
import { demoSecret, openDemoHome } from './lib/demo-home.ts';
import { reservePort } from './lib/free-port.ts';
import { explainFailure, type Product, startProduct } from './lib/product.ts';
import { onSourceChange } from './lib/reload.ts';
import { onStopSignal } from './lib/signals.ts';
import { top } from './lib/top.ts';

/**
 * `pnpm demo`: the whole service on this machine, with the sandbox in the place of Ubuntu One, Launchpad and
 * everybody's mailbox. `pnpm dev` is the same with `--reload`. The product is started as `pnpm start` does;
 * only its settings name the sandbox.
 */
const { values } = parseArgs({ options: { reload: { type: 'boolean', default: false } } });
const log = (line: string) => console.error(`demo: ${line}`);

let product: Product | undefined;
let isStopping = false;
const outside: Child[] = [];
const stopAll = async () => {
  isStopping = true;
  await product?.stop();
  await Promise.all(outside.map((child) => child.stop()));
};
// A test that started the demo and was killed leaves nothing behind.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
onStopSignal(stopAll, () => [...outside, ...(product ? [product] : [])].forEach((child) => child.kill()));

try {
  log('starting, the first time takes a minute');
  const home = await openDemoHome(
    Number(process.env.SANDBOX_PORT || 4000),
    path.resolve(top, process.env.DATA_DIR || '.data/demo'),
  );
  const smtpPort = await reservePort(Number(process.env.SANDBOX_SMTP_PORT || 2525));
  const dnsPort = await reservePort(Number(process.env.SANDBOX_DNS_PORT || 5300));
  const doorPort = await reservePort(Number(process.env.FORWARDER_PORT || 2526));
  const wantedPort = Number(process.env.PORT || 3000);
  const apiPort = await reservePort(values.reload ? wantedPort + 100 : wantedPort);
  const webPort = values.reload ? await reservePort(wantedPort) : apiPort;
  const url = `http://localhost:${webPort.port}`;
  const sandboxUrl = `http://127.0.0.1:${home.sandboxPort.port}`;
  // Settings of a real installation that happen to be in this shell have no business here.
  const { DATABASE_URL: _1, UBUNTU_REALM: _2, UBUNTU_CALLBACK_URL: _3, ...inherited } = process.env;

  const secret = await demoSecret(home.dataDir);
  const sandbox = startChild({
    name: 'sandbox',
    args: ['apps/sandbox/src/main.ts'],
    env: {
      ...inherited,
      SANDBOX_PORT: String(home.sandboxPort.port),
      SANDBOX_SMTP_PORT: String(smtpPort.port),
      SANDBOX_DNS_PORT: String(dnsPort.port),
      SANDBOX_PRODUCT_URL: url,
      SANDBOX_MX_URL: `smtp://127.0.0.1:${doorPort.port}`,
    },
    readyType: 'listening',
    quiet: true,
    log,
  });
  outside.push(sandbox);
  await sandbox.ready;

  product = await startProduct({
    role: 'all',
    log,
    withoutWeb: values.reload,
    env: {
      ...inherited,
      HOST: '127.0.0.1',
      PORT: String(apiPort.port),
      PUBLIC_URL: url,
      UBUNTU_SSO_URL: sandboxUrl,
      LAUNCHPAD_URL: sandboxUrl,
      SMTP_URL: `smtp://127.0.0.1:${smtpPort.port}`,
      TEST_SMTP_URL: `smtp://127.0.0.1:${doorPort.port}`,
      DNS_SERVERS: `127.0.0.1:${dnsPort.port}`,
      MAIL_HOSTS: 'mx1.aliases.example,mx2.aliases.example',
      // Without Postfix: mail comes to the forwarder's own door, and what it forwards goes to the sandbox.
      FORWARDER_SMTP: `127.0.0.1:${doorPort.port}`,
      FORWARDER_RELAY_URL: `smtp://127.0.0.1:${smtpPort.port}`,
      FORWARDER_HOSTNAME: 'mx1.aliases.example',
      SRS_SECRET: secret,
      MAIL_FROM: 'Ubuntu e-mail aliases <aliases@ubuntu.example>',
      SESSION_SECRET: secret,
      ADMIN_IDENTIFIERS: `${sandboxUrl}/+id/${adminOpenid}`,
      ADMIN_CONTACTS: 'ada@example.org',
      DATA_DIR: home.dataDir,
      LOG_LEVEL: process.env.LOG_LEVEL || 'warn',
    },
    onFatal: (reason) => {
      log(reason);
      void stopAll().finally(() => process.exit(1));
    },
  });

  await publishTokens(product.databaseUrl, sandboxUrl);

  if (values.reload) {
    const web = startChild({
      name: 'web',
      args: ['scripts/lib/web-dev.ts'],
      env: { ...inherited, WEB_PORT: String(webPort.port), API_URL: `http://127.0.0.1:${apiPort.port}` },
      readyType: 'ready',
      log,
    });
    outside.push(web);
    await web.ready;
    onSourceChange(['apps/api/src', 'packages'], () => product?.restart());
    onSourceChange(['apps/sandbox/src'], () => sandbox.restart());
  }
  if (isStopping) await stopAll();
  else {
    const admin = people.find((person) => person.openid === adminOpenid);
    console.log(demoBanner({ url, sandboxUrl, adminName: admin?.displayName ?? admin?.name ?? adminOpenid }));
    // To a test that started the demo for itself.
    process.send?.({ type: 'ready', url, sandboxUrl, databaseUrl: product.databaseUrl });
  }
} catch (error) {
  if (!isStopping) {
    const code = explainFailure(error);
    await stopAll();
    process.exit(code);
  }
}
