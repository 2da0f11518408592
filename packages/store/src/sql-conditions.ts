/** A WHERE clause that is put together: each value becomes a parameter, each condition is one of those that must hold. */
export function createConditions() {
  const values: unknown[] = [];
  const all: string[] = [];
  const put = (value: unknown) => `$${values.push(value)}`;
  return {
    values,
    put,
    /** `add(put => ...)`; nothing when there is nothing to ask for. */
    add(condition: string | null): void {
      if (condition !== null) all.push(condition);
    },
    /** One of them at least; an empty list is no filter. */
    addAny(conditions: readonly string[]): void {
      if (conditions.length > 0) all.push(`(${conditions.join(' OR ')})`);
    },
    toSql: () => (all.length === 0 ? 'true' : all.join(' AND ')),
  };
}

export type Conditions = ReturnType<typeof createConditions>;

/** What runs a statement: the pool, or something that looks at what is sent (EXPLAIN in a test). */
export interface Queryable {
  query<Row>(text: string, values: unknown[]): Promise<{ rows: Row[] }>;
}
