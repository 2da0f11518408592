import { EnvError, readEnv } from '../../apps/api/src/env.ts';
import { hasDoor, readForwarderEnv } from '../../apps/forwarder/src/env.ts';

export interface ProductSettings {
  /** Where people find it; null for a role that people do not visit. */
  url: string | null;
  databaseUrl: string | undefined;
  dataDir: string;
}

/** What the starter itself needs, once every role finds its environment right. Throws an EnvError with all that is wrong. */
export function readSettings(env: NodeJS.ProcessEnv, role: string): ProductSettings {
  if (role === 'forwarder') {
    const { env: settings, problems } = readForwarderEnv(env);
    if (!settings || problems.length > 0) throw new EnvError(problems);
    return { url: null, databaseUrl: settings.DATABASE_URL, dataDir: '' };
  }
  const problems: string[] = [];
  if (role === 'all' && hasDoor(env)) {
    // Its database may be the embedded one, which has no address yet.
    const withDatabase = { ...env, DATABASE_URL: env.DATABASE_URL || 'postgresql://embedded' };
    problems.push(...readForwarderEnv(withDatabase).problems);
  }
  try {
    const { PUBLIC_URL, DATABASE_URL, DATA_DIR } = readEnv(env, { role });
    if (problems.length > 0) throw new EnvError(problems);
    return { url: PUBLIC_URL, databaseUrl: DATABASE_URL, dataDir: DATA_DIR };
  } catch (error) {
    if (!(error instanceof EnvError) || problems.length === 0) throw error;
    throw new EnvError([...new Set([...error.problems, ...problems])]);
  }
}
