import { EnvError, readOpsEnv } from './env.ts';
import { COMMANDS, isUsageError } from './ops/commands.ts';
import { withOpsDatabase } from './ops/database.ts';

/**
 * `pnpm ops COMMAND`: what an operator does from the shell. Answers go to stdout, remarks to stderr. Ends with 0 (done),
 * 1 (refused), 64 (EX_USAGE) or 78 (EX_CONFIG).
 */
const [name = '', ...args] = process.argv.slice(2);
const command = COMMANDS[name];

// Whoever reads along has had enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

if (!command) {
  console.error(
    Object.values(COMMANDS)
      .map((known) => known?.usage)
      .join('\n'),
  );
  process.exitCode = 64;
} else {
  try {
    const run = command.prepare(args);
    const env = readOpsEnv(process.env);
    process.exitCode = await withOpsDatabase(env, (database) =>
      run({ database, env, clock: () => new Date() }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(isUsageError(error) ? `${message}\n${command.usage}` : message);
    process.exitCode = isUsageError(error) ? 64 : error instanceof EnvError ? 78 : 1;
  }
}
