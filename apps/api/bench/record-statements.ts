import pg from 'pg';

export interface RecordedStatement {
  /** Of a prepared statement. */
  name?: string;
  text: string;
  values: unknown[];
}

/** Everything that is sent to PostgreSQL while `work` runs, whoever sends it. */
export async function recordStatements(work: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const recorded: RecordedStatement[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [query, values] = args;
    const config = (
      typeof query === 'string' ? { text: query, values } : query
    ) as Partial<RecordedStatement>;
    recorded.push({
      ...(config.name && { name: config.name }),
      text: config.text ?? '',
      values: config.values ?? [],
    });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return recorded;
}
