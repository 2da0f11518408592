import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { top } from './top.ts';

/**
 * Vite's development server as a child of `pnpm dev`: says `ready` when it listens and, unlike Vite's own
 * command, ends with its parent. WEB_PORT is where it listens, API_URL what it forwards to.
 */
const web = path.join(top, 'apps/web');
const vite = createRequire(path.join(web, 'package.json')).resolve('vite');
/** The part of Vite's API used here; Vite itself belongs to the web app alone. */
interface Vite {
  createServer(options: object): Promise<{ listen(): Promise<unknown>; close(): Promise<void> }>;
}
const { createServer }: Vite = await import(pathToFileURL(vite).href);
const server = await createServer({
  root: web,
  configFile: path.join(web, 'vite.config.ts'),
  server: { port: Number(process.env.WEB_PORT), strictPort: true, host: 'localhost' },
  logLevel: 'warn',
});
await server.listen();
process.send?.({ type: 'ready' });

const end = () => void server.close().finally(() => process.exit(0));
process.on('disconnect', end);
process.on('SIGTERM', end);
