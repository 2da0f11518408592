import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createStores, readAliasesForExport } from '@ubuntu-aliases/store';
import { EXPORT_FORMATS, exportAddresses } from '../services/moving-in/export-addresses.ts';
import { UsageError, type OpsCommand } from './command.ts';

/** The recipient table for a mail server in front of this one. */
export const exportCommand: OpsCommand = {
  usage: `pnpm ops export [--domain NAME] [--format ${EXPORT_FORMATS.join('|')}]`,
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: { domain: { type: 'string' }, format: { type: 'string', default: 'csv' } },
    });
    const format = EXPORT_FORMATS.find((name) => name === values.format);
    if (!format) throw new UsageError(`--format is one of ${EXPORT_FORMATS.join(', ')}.`);
    return async ({ database, clock }) => {
      const domain = values.domain?.toLowerCase() ?? null;
      if (domain && !(await createStores(database.client).domains.findByName(domain)))
        throw new UsageError(`${domain} is no domain of this service.`);
      const rows = readAliasesForExport(database.pool, domain);
      for await (const line of exportAddresses(rows, format, clock())) {
        // At the pace of whoever reads.
        if (!process.stdout.write(line)) await once(process.stdout, 'drain');
      }
      return 0;
    };
  },
};
