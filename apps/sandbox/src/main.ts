import { readEnv } from './env.ts';
import { createSandbox } from './sandbox.ts';

const env = readEnv(process.env);
const { url, smtpUrl, close } = await createSandbox({
  port: env.SANDBOX_PORT,
  smtpPort: env.SANDBOX_SMTP_PORT,
  productUrl: env.SANDBOX_PRODUCT_URL,
});

const listening = { type: 'listening', url, smtpUrl };
console.log(JSON.stringify(listening));
process.send?.(listening);

async function stop(): Promise<void> {
  await close();
  process.exit(0);
}

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// The channel closes when the parent is gone, and then nobody needs this world.
process.once('disconnect', stop);
