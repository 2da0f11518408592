import path from 'node:path';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '@ubuntu-aliases/store/postgres';
import { EnvError } from '../../apps/api/src/env.ts';
import { hasDoor } from '../../apps/forwarder/src/env.ts';
import { type Child, startChild } from './children.ts';
import { FORWARDER_ENV, FORWARDER_FLAGS } from './forwarder-process.ts';
import { generate } from './generate.ts';
import { top } from './top.ts';
import { readSettings } from './settings.ts';
import { buildWeb } from './web-build.ts';

export interface ProductOptions {
  role: string;
  env: NodeJS.ProcessEnv;
  /** Somebody else serves the web app: Vite, in development. */
  withoutWeb?: boolean;
  log: (line: string) => void;
  /** Called once when something died that everything needs. */
  onFatal: (reason: string) => void;
}

export interface Product {
  /** Null without a role that people visit. */
  url: string | null;
  roles: string[];
  databaseUrl: string;
  restart(): void;
  stop(): Promise<void>;
  kill(): void;
}

/** What each role runs. */
const PROGRAMS: Record<string, string[]> = {
  api: ['apps/api/src/main.ts'],
  // Pages of rosters are garbage as soon as they are read: a nursery that may not grow keeps a hundred megabytes less.
  worker: ['--max-semi-space-size=16', 'apps/api/src/main.ts'],
  forwarder: [...FORWARDER_FLAGS, 'apps/forwarder/src/main.ts'],
};

/** `all` includes the forwarder when one of its doors is to be opened. */
function rolesOf(role: string, env: NodeJS.ProcessEnv): string[] {
  if (role !== 'all') return [role];
  return Object.keys(PROGRAMS).filter((name) => name !== 'forwarder' || hasDoor(env));
}

/**
 * Everything between "the environment is right" and "it answers": build what is missing, open the
 * database, migrate, seed, then one child for each role. What was started before a failure is stopped.
 */
export async function startProduct({
  role,
  env,
  withoutWeb,
  log,
  onFatal,
}: ProductOptions): Promise<Product> {
  const settings = readSettings(env, role);
  const roles = rolesOf(role, env);
  await generate();
  if (!withoutWeb && roles.includes('api')) await buildWeb();

  let server: EmbeddedPostgres | undefined;
  const children: Child[] = [];
  let databaseUrl = settings.databaseUrl ?? '';
  let stopping: Promise<void> | undefined;
  const stopAll = async () => {
    await Promise.all(children.map((child) => child.stop()));
    await server?.stop();
  };
  const stop = () => (stopping ??= stopAll());

  try {
    if (!databaseUrl) {
      server = await startEmbeddedPostgres({ dataDir: path.resolve(top, settings.dataDir), log });
      databaseUrl = server.url;
      void server.exited.then(() =>
        stopping ? undefined : onFatal('PostgreSQL ended by itself, see postgres.log'),
      );
    }
    await migrate(databaseUrl, { log });
    const { seed } = await import('../../prisma/seed.ts');
    await seed(databaseUrl);
    for (const name of roles) {
      const childEnv = {
        ...(name === 'forwarder' ? FORWARDER_ENV : {}),
        ...env,
        NODE_ENV: 'production',
        ROLE: name,
        DATABASE_URL: databaseUrl,
      };
      children.push(startChild({ name, args: PROGRAMS[name] ?? [], env: childEnv, readyType: 'ready', log }));
    }
    await Promise.all(children.map((child) => child.ready));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: settings.url,
    roles,
    databaseUrl,
    restart: () => children.forEach((child) => child.restart()),
    stop,
    kill: () => children.forEach((child) => child.kill()),
  };
}

/** The exit code for what `startProduct` threw, after saying it in words an operator can use. */
export function explainFailure(error: unknown): number {
  if (error instanceof EnvError) {
    console.error(error.message);
    return 78; // EX_CONFIG of sysexits.h
  }
  console.error(error instanceof Error ? error.message : error);
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number'
    ? error.exitCode
    : 1;
}
