import { createServer } from 'node:http';
import { pino } from 'pino';
import { openDatabase } from '@ubuntu-aliases/store';
import { composeApp, composeServices } from '../src/compose.ts';
import { readEnv } from '../src/env.ts';
import { recordStatements } from './record-statements.ts';
import type { Figure } from './run.ts';
import { finishSignIn, startSignIn } from './sign-in.ts';

const TWO_DOMAINS = 'OmniOk1';
const ONLY_TWO = ['ubuntu.com', 'kubuntu.org'];

/**
 * Statements and requests of one whole callback of a person with two domains. The application runs in this
 * process, so that what it sends to PostgreSQL can be counted.
 */
export async function countCallback(variables: NodeJS.ProcessEnv, sandboxUrl: string): Promise<Figure[]> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const env = readEnv({ ...variables, PUBLIC_URL: url }, { role: 'api' });
  const database = openDatabase({ url: env.DATABASE_URL ?? '' });
  const surroundings = { database, log: pino({ level: 'silent' }), clock: () => new Date() };
  const services = composeServices(env, surroundings);
  server.on('request', composeApp(env, services, { ...surroundings, metrics: null }).callback());
  try {
    await database.client.domain.updateMany({
      where: { name: { notIn: ONLY_TWO } },
      data: { retiredAt: new Date() },
    });
    const one = async () => {
      const started = await startSignIn(url, TWO_DOMAINS);
      await fetch(`${sandboxUrl}/control/requests`, { method: 'DELETE' });
      const statements = await recordStatements(() => finishSignIn(url, started));
      const requests = (await (await fetch(`${sandboxUrl}/control/requests`)).json()) as unknown[];
      return { statements: statements.length, requests: requests.length };
    };
    const first = await one();
    const second = await one();
    const figure = (what: string, measured: number, most: number): Figure => ({
      what,
      floor: '–',
      measured: String(measured),
      target: `≤ ${most}`,
      isReached: measured <= most,
    });
    return [
      figure('SQL statements in a callback with two domains, new', first.statements, 20),
      figure('SQL statements in a callback with two domains, unchanged', second.statements, 12),
      figure('requests to Launchpad and provider per callback of a known person', second.requests, 3),
    ];
  } finally {
    server.close();
    server.closeAllConnections();
    await services.launchpad.close();
    await database.close();
  }
}
