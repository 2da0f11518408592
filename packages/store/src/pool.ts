import pg from 'pg';

export interface DatabaseOptions {
  url: string;
  /** Connections that this process may hold at most. */
  poolSize?: number;
  /**
   * Plans each named statement once for good. Lists in a parameter else look as if every length wanted a plan of its own,
   * and making it costs several times what running it does.
   */
  plansOnce?: boolean;
  /** Told of connections that broke while idle: PostgreSQL restarted, the network went. */
  onConnectionLost?: (error: Error) => void;
}

/**
 * Opens nothing yet: a database that is down is found by the first query, one that is restarted is reconnected to by the
 * next.
 */
export function createPool({
  url,
  poolSize = 10,
  plansOnce = false,
  onConnectionLost,
}: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // A statement that runs this long is a fault of ours; it must not hold a connection for ever.
    statement_timeout: 30_000,
    ...(plansOnce ? { options: '-c plan_cache_mode=force_generic_plan' } : {}),
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (error) => onConnectionLost?.(error));
  return pool;
}
