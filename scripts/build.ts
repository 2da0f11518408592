import { parseArgs } from 'node:util';
import { generate } from './lib/generate.ts';
import { buildWeb } from './lib/web-build.ts';

/** `pnpm build [--force]`: Prisma's client and the web app; `pnpm start` does it when something is missing. */
const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
const generated = await generate(values);
const built = await buildWeb(values);
console.log(generated || built ? 'built' : 'nothing to build');
