import { readEnv } from './env.ts';
import { createSandbox } from './sandbox.ts';

const env = readEnv(process.env);
const { url, smtpUrl, dnsServer, close } = await createSandbox({
  port: env.SANDBOX_PORT,
  smtpPort: env.SANDBOX_SMTP_PORT,
  dnsPort: env.SANDBOX_DNS_PORT,
  productUrl: env.SANDBOX_PRODUCT_URL,
  mxUrl: env.SANDBOX_MX_URL,
});

const listening = { type: 'listening', url, smtpUrl, dnsServer };
console.log(JSON.stringify(listening));
process.send?.(listening);

let isStopping = false;

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await close();
  process.exit(0);
}

process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// The channel closes when the parent is gone, and then nobody needs this world.
process.on('disconnect', stop);
