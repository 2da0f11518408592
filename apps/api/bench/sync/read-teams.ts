import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { pino } from 'pino';
import { Agent, request } from 'undici';
import { createStores, openDatabase, type Database } from '@ubuntu-aliases/store';
import { createLaunchpadClient } from '../../src/launchpad/index.ts';
import { createFaultLog } from '../../src/services/faults.ts';
import { createSyncEngine } from '../../src/services/sync/engine.ts';
import { recordStatements } from '../record-statements.ts';
import { afterChange, CHANGED } from './people.ts';

/**
 * Started as a process of its own, so that its memory is its own: reads teams by the bare loop (`bare`), or by runs of the
 * worker over teams that did not change (`same`) or did (`changed`), two at once, and says how long that took.
 */
const [kind, url = '', ...names] = process.argv.slice(2);
const unpack = promisify(gunzip);
const clock = () => new Date();

async function readBare() {
  const dispatcher = new Agent({ connections: 2 });
  const teams = [...names];
  const from = performance.now();
  const readNext = async () => {
    for (let team = teams.shift(); team !== undefined; team = teams.shift()) {
      let next: string | undefined = `${url}/1.0/~${team}/participants?ws.size=300`;
      while (next !== undefined) {
        const { body } = await request(next, { dispatcher, headers: { 'accept-encoding': 'gzip' } });
        const page = JSON.parse((await unpack(await body.arrayBuffer())).toString()) as {
          next_collection_link?: string;
        };
        next = page.next_collection_link;
      }
    }
  };
  await Promise.all([readNext(), readNext()]);
  return { ms: performance.now() - from };
}

/** As `composeSync` makes it, but that look-ups, which are not counted, are answered at once. */
function newEngine(database: Database, baseUrl: string) {
  const launchpad = createLaunchpadClient({ baseUrl, version: 'bench', contact: 'https://bench.example' });
  const engine = createSyncEngine({
    database,
    launchpad,
    verification: {
      verify(identifier, teams) {
        const { name, isIn } = afterChange(Number(/\d+$/.exec(identifier)?.[0]));
        const account = {
          name,
          displayName: name,
          isValid: true,
          isCocSigner: true,
          since: null,
          status: null,
        };
        return Promise.resolve({ account, teams: Object.fromEntries(teams.map((team) => [team, isIn])) });
      },
    },
    notices: { publicUrl: 'http://localhost:1', adminContacts: [] },
    graceDays: 30,
    faults: createFaultLog(database, clock, (error) => console.error(error)),
    clock,
    log: pino({ level: 'warn' }),
  });
  return { engine, close: () => launchpad.close() };
}

async function readByRuns() {
  const database = openDatabase({ url: process.env['DATABASE_URL'] ?? '' });
  const { syncQueue, domains } = createStores(database.client);
  const { engine, close } = newEngine(database, kind === 'changed' ? url + CHANGED : url);
  const ids = (await domains.listAll()).filter(({ team }) => names.includes(team)).map(({ id }) => id);
  const mode = kind === 'changed' ? 'plan' : 'apply';
  for (const domainId of ids)
    await syncQueue.enqueue({ domainId, mode, origin: 'admin', requestedBy: null }, clock());
  const from = performance.now();
  const work = async () => {
    while (await engine.runNext(new AbortController().signal));
  };
  const statements = await recordStatements(() => Promise.all([work(), work()]));
  const ms = performance.now() - from;
  const runs = await database.client.syncRun.findMany({
    where: { domainId: { in: ids }, mode },
    orderBy: { id: 'desc' },
    take: ids.length,
  });
  await close();
  await database.close();
  return {
    ms,
    statements: statements.length,
    ended: runs.filter((run) => (run.state === 'applied' || run.state === 'planned') && !run.reasonCode)
      .length,
    lookups: runs.reduce((sum, run) => sum + run.lookups, 0),
  };
}

const result = kind === 'bare' ? await readBare() : await readByRuns();
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const cpuMs = (userCPUTime + systemCPUTime) / 1000;
process.send?.({ type: 'done', result: { ...result, cpuMs, rssMb: maxRSS / 1024 } }, () => process.exit(0));
