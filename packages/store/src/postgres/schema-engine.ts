import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaContainer, SchemaEngine } from '@prisma/schema-engine-wasm';
import { createMigrationAdapter } from './migration-adapter.ts';

/** Where Prisma's files are; tests point to others. */
export interface SchemaFiles {
  schema: string;
  migrations: string;
}

const top = path.resolve(import.meta.dirname, '../../../..');
export const schemaFiles: SchemaFiles = {
  schema: path.join(top, 'prisma/schema.prisma'),
  migrations: path.join(top, 'prisma/migrations'),
};

/** No table of ours is managed by somebody else; jobs live in another schema, which Prisma does not look at. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

/**
 * Lends Prisma's own schema engine, the WebAssembly build. The usual one is a program that the CLI
 * downloads from a host of its own; this one comes with npm and speaks through a driver adapter. Both
 * keep the same `_prisma_migrations` table.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  files: SchemaFiles,
  use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const bindings = await loadBindings();
  const adapter = createMigrationAdapter(databaseUrl);
  const datamodel: [string, string] = [files.schema, await readFile(files.schema, 'utf8')];
  try {
    const bound = bindMigrationAwareSqlAdapterFactory(adapter);
    const engine = await bindings.SchemaEngine.new({ datamodels: [datamodel] }, () => undefined, bound);
    return await use(engine);
  } catch (error) {
    throw new Error(messageOf(error), { cause: error });
  } finally {
    await adapter.close();
  }
}

/** The engine's messages end in places of its own source code. */
const messageOf = (error: unknown) =>
  (panic ?? (error instanceof Error ? error.message : String(error)))
    .replace(/\n\s*0: schema_engine[\s\S]*$/, '')
    .trim();

let panic: string | undefined;
type Bindings = typeof import('@prisma/schema-engine-wasm');
let loading: Promise<Bindings> | undefined;

function loadBindings(): Promise<Bindings> {
  return (loading ??= load());
}

/** The part of WebAssembly used here; TypeScript knows it together with the DOM only. */
interface WasmRuntime {
  instantiate(
    code: Uint8Array<ArrayBuffer>,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

/** Done by hand, since Node imports `.wasm` files only behind a flag. */
async function load(): Promise<Bindings> {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings: Bindings & { __wbg_set_wasm(exports: unknown): void } =
    await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const code = await readFile(path.join(path.dirname(file), 'schema_engine_bg.wasm'));
  const name: string = 'WebAssembly';
  const wasm: WasmRuntime = Reflect.get(globalThis, name);
  const { instance } = await wasm.instantiate(code, {
    './schema_engine_bg.js': withoutLingeringTimers(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  // The engine tells this object why it panics; without it the reason is lost.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (message: string) => (panic = message) },
  });
  return bindings;
}

/** The engine never clears the ten seconds that it gives its lock; they must not keep the process alive. */
function withoutLingeringTimers(bindings: object): object {
  const imports: [string, unknown][] = Object.entries(bindings).map(([name, value]) => {
    if (!name.startsWith('__wbg_setTimeout') || typeof value !== 'function') return [name, value];
    return [name, (...args: unknown[]) => unref(Reflect.apply(value, undefined, args))];
  });
  return Object.fromEntries(imports);
}

function unref(timer: unknown): unknown {
  if (typeof timer === 'object' && timer && 'unref' in timer && typeof timer.unref === 'function')
    timer.unref();
  return timer;
}

/** The migrations folder as the engine wants it: oldest first, as their names sort. */
export async function readMigrations({ migrations }: SchemaFiles): Promise<MigrationList> {
  const names = await migrationNames({ migrations });
  const lockfile = await readFile(path.join(migrations, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir: migrations,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => {
        const sql = await readFile(path.join(migrations, name, 'migration.sql'), 'utf8');
        return {
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
        };
      }),
    ),
  };
}

export async function migrationNames({ migrations }: Pick<SchemaFiles, 'migrations'>): Promise<string[]> {
  const entries = await readdir(migrations, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Changes when any migration does; names the template database of the tests. */
export async function migrationsHash(files: SchemaFiles = schemaFiles): Promise<string> {
  const { migrationDirectories } = await readMigrations(files);
  return createHash('sha256').update(JSON.stringify(migrationDirectories)).digest('hex').slice(0, 16);
}

export async function schemaTarget({
  schema,
}: SchemaFiles): Promise<{ tag: 'schemaDatamodel'; files: SchemaContainer[] }> {
  return { tag: 'schemaDatamodel', files: [{ path: schema, content: await readFile(schema, 'utf8') }] };
}
