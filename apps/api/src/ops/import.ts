import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { importAddresses } from '../services/moving-in/import-addresses.ts';
import { UsageError, type OpsCommand } from './command.ts';

/** Brings the addresses of the service that ran before: docs/operations/moving-in.md. */
export const importCommand: OpsCommand = {
  usage: 'pnpm ops import FILE|- [--dry-run] [--update] [--skip-bad] [--allow-reserved]',
  prepare(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        update: { type: 'boolean', default: false },
        'skip-bad': { type: 'boolean', default: false },
        'allow-reserved': { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError('One file is to be named.');
    return async ({ database, env, clock }) => {
      const input = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8');
      const result = await importAddresses(database, input as AsyncIterable<string>, {
        ssoUrl: env.UBUNTU_SSO_URL,
        isDryRun: values['dry-run'],
        skipBad: values['skip-bad'],
        allowReserved: values['allow-reserved'],
        update: values.update,
        now: clock(),
        // Lines and codes, no addresses: the output of a shell ends up in tickets.
        onLine: (line, code) => console.log(`line ${line}: ${code}`),
      });
      const { read, created, updated, unchanged, bad, isWritten } = result;
      console.log(
        `${read} read: ${created} new, ${updated} updated, ${unchanged} left as they are, ${bad} bad`,
      );
      console.log(
        isWritten
          ? 'Written.'
          : values['dry-run']
            ? 'Dry run: nothing was written.'
            : 'Nothing was written: mend the lines named above, or leave them out with --skip-bad.',
      );
      return bad > 0 && !values['skip-bad'] ? 1 : 0;
    };
  },
};
