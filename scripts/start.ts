import { parseArgs } from 'node:util';
import { explainFailure, type Product, startProduct } from './lib/product.ts';
import { onStopSignal } from './lib/signals.ts';

/**
 * `pnpm start [--role api|worker|forwarder|all]`: production, whatever NODE_ENV says. This process starts the roles
 * as children, keeps them running and stops them; it holds no state.
 */
const { values } = parseArgs({
  options: { role: { type: 'string', default: 'all' } },
  allowPositionals: true,
});
const log = (line: string) => console.error(`starter: ${line}`);

let product: Product | undefined;
let isStopping = false;

// Also while it starts: what is half up goes down with the process, by the pipes and channels it holds.
onStopSignal(
  async () => {
    isStopping = true;
    await product?.stop();
  },
  () => product?.kill(),
);

try {
  if (!process.env.DATABASE_URL && values.role === 'all') {
    log(
      'DATABASE_URL is not set: PostgreSQL runs embedded in DATA_DIR, for this one starter; back that folder up',
    );
  }
  product = await startProduct({
    role: values.role,
    env: process.env,
    log,
    onFatal: (reason) => {
      log(reason);
      void product?.stop().finally(() => process.exit(1));
    },
  });
  if (isStopping) await product.stop();
  else console.log(`Ready${product.url ? ` at ${product.url}` : ''} (${product.roles.join(', ')})`);
} catch (error) {
  if (!isStopping) process.exit(explainFailure(error));
}
