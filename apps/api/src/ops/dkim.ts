import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseMailbox } from '@ubuntu-aliases/shared';
import {
  createStores,
  makeDkimKey,
  readDkimKey,
  removeDkimKey,
  withTransaction,
} from '@ubuntu-aliases/store';
import { recordOf } from '../services/dkim-signer.ts';
import { UsageError, type OpsCommand } from './command.ts';

/** Makes a key for our own mails of a domain, then uses it: docs/operations/mail.md. */
export const dkimCommand: OpsCommand = {
  usage: 'pnpm ops dkim --domain NAME [--use]',
  prepare(args) {
    const { values } = parseArgs({
      args,
      options: { domain: { type: 'string' }, use: { type: 'boolean', default: false } },
    });
    const domain = parseMailbox(`postmaster@${values.domain ?? ''}`)?.domain;
    if (!domain) throw new UsageError('--domain is the domain of MAIL_FROM, or one of this service.');

    return async ({ database, env, clock }) => {
      const { dkimKeys } = createStores(database.client);
      const waiting = await dkimKeys.find(domain, 'waiting');
      if (values.use) {
        if (!waiting) throw new UsageError(`No key waits for ${domain}: run it without --use first.`);
        if (!(await readDkimKey(env.DATA_DIR, waiting)))
          throw new Error(`The key's file is not in ${env.DATA_DIR}/dkim, or others can read it.`);
        const before = await dkimKeys.find(domain, 'active');
        await withTransaction(database, (tx) =>
          createStores(tx).dkimKeys.activate(domain, waiting.selector, clock()),
        );
        console.log(`Mails from ${domain} are signed with ${waiting.selector} within a minute.`);
        if (before) {
          await removeDkimKey(env.DATA_DIR, before);
          console.log(
            `Leave ${recordOf(before).name} published for a week: mails signed with it are on their way.`,
          );
        }
        return 0;
      }
      if (waiting && !(await readDkimKey(env.DATA_DIR, waiting)))
        throw new Error(`A key waits for ${domain}, and its file is not in ${env.DATA_DIR}/dkim.`);
      const key = waiting ?? (await make(domain));
      const { name, value } = recordOf(key);
      // A string of DNS has 255 bytes at most.
      const strings = value
        .match(/.{1,250}/g)
        ?.map((part) => `"${part}"`)
        .join(' ');
      console.log(`${name}. TXT ( ${strings} )`);
      console.error(`Publish it, wait until DNS shows it, then: pnpm ops dkim --domain ${domain} --use`);
      return 0;

      async function make(name: string) {
        const createdAt = clock();
        const day = createdAt.toISOString().slice(0, 10).replaceAll('-', '');
        const selector = `ua-${day}-${randomBytes(2).toString('hex')}`;
        const publicKey = await makeDkimKey(env.DATA_DIR, { domain: name, selector });
        try {
          await dkimKeys.addWaiting({ domain: name, selector, publicKey, createdAt });
        } catch (error) {
          // Another shell was quicker.
          await removeDkimKey(env.DATA_DIR, { domain: name, selector });
          throw error;
        }
        return { domain: name, selector, publicKey, createdAt, state: 'waiting' as const, retiredAt: null };
      }
    };
  },
};
