import type { Pool, PoolClient } from 'pg';
import { newId } from './id.ts';

/** One address of the service that ran before, checked as far as that goes without the database. */
export interface ImportedAddress {
  /** Line of the file. */
  line: number;
  domainId: string;
  localPart: string;
  recipient: string;
  /** Claimed identifier of the person whom it waits for, where it is known. */
  identifier: string | null;
}

/** Why a line changed nothing. The last two are for the operator to settle. */
export type ImportFinding = {
  line: number;
  code:
    | 'line_repeated'
    | 'address_unchanged'
    | 'address_owned'
    | 'address_released'
    | 'address_differs'
    | 'address_contradicted';
};

export interface ImportOutcome {
  created: number;
  updated: number;
}

export interface ImportOptions {
  /** Brings unclaimed addresses that are there already to what the file says. */
  update: boolean;
  now: Date;
  onFinding: (finding: ImportFinding) => void;
  /** Asked once everything is known: false, and nothing of it stays. */
  confirm: () => boolean;
}

const BATCH = 1_000;

/** Two imports at once would find each other's rows half-way. */
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('ubuntu-aliases'), hashtext('import'))";

const STAGE = `
  CREATE TEMP TABLE staged (
    line int NOT NULL, domain_id uuid NOT NULL, local_part text NOT NULL, recipient text NOT NULL, identifier text,
    alias_id uuid NOT NULL, recipient_id uuid NOT NULL, audit_id uuid NOT NULL
  ) ON COMMIT DROP`;

const ADD_STAGED = `
  INSERT INTO staged SELECT * FROM unnest(
    $1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[])`;

/** What there is to say of each line, in the order of the file; null: it is new. */
const JUDGE = `
  CREATE TEMP TABLE judged ON COMMIT DROP AS
  SELECT s.*, a.id AS existing_id, CASE
    WHEN s.variants > 1 THEN 'address_contradicted'
    WHEN s.nth > 1 THEN 'line_repeated'
    WHEN a.id IS NULL THEN NULL
    WHEN a.released_at IS NOT NULL THEN 'address_released'
    WHEN a.member_id IS NOT NULL THEN 'address_owned'
    WHEN a.awaits_identifier IS NOT DISTINCT FROM s.identifier
      AND (SELECT array_agg(r.address) FROM recipients r WHERE r.alias_id = a.id) = ARRAY[s.recipient]
      THEN 'address_unchanged'
    ELSE 'address_differs' END AS code
  FROM (
    SELECT s.*, row_number() OVER address AS nth,
           dense_rank() OVER (PARTITION BY domain_id, local_part ORDER BY recipient, identifier)
             + dense_rank() OVER (PARTITION BY domain_id, local_part ORDER BY recipient DESC, identifier DESC) - 1
             AS variants
    FROM staged s WINDOW address AS (PARTITION BY domain_id, local_part ORDER BY line)
  ) s LEFT JOIN aliases a ON a.domain_id = s.domain_id AND a.local_part = s.local_part`;

/** Somebody who signs in at this moment may be first: then it is theirs, and no row of this one. */
const CREATE = `
  WITH created AS (
    INSERT INTO aliases (id, domain_id, local_part, origin, unclaimed_at, awaits_identifier, created_at)
    SELECT alias_id, domain_id, local_part, 'imported', $1, identifier, $1 FROM judged WHERE code IS NULL
    ORDER BY domain_id, local_part
    ON CONFLICT (domain_id, local_part) DO NOTHING RETURNING id
  ), recipient AS (
    INSERT INTO recipients (id, alias_id, address, state, confirmed_at, created_at)
    SELECT recipient_id, alias_id, recipient, 'confirmed', $1, $1 FROM judged JOIN created ON id = alias_id
  )
  INSERT INTO audit_entries (id, at, actor_kind, action, alias_id, domain_id, changes)
  SELECT audit_id, $1, 'system', 'alias.imported', alias_id, domain_id, '{"origin": [null, "imported"]}'
  FROM judged JOIN created ON id = alias_id`;

const UPDATE = `
  WITH changed AS (
    UPDATE aliases a SET awaits_identifier = j.identifier, version = a.version + 1
    FROM judged j WHERE j.code = 'address_differs' AND a.id = j.existing_id AND a.unclaimed_at IS NOT NULL
    RETURNING a.id, j.recipient_id, j.recipient, j.audit_id, a.domain_id
  ), gone AS (
    DELETE FROM recipients r USING changed c WHERE r.alias_id = c.id AND lower(r.address) <> lower(c.recipient)
  ), added AS (
    INSERT INTO recipients (id, alias_id, address, state, confirmed_at, created_at)
    SELECT recipient_id, id, recipient, 'confirmed', $1, $1 FROM changed
    ON CONFLICT (alias_id, lower(address)) DO UPDATE SET address = EXCLUDED.address, state = 'confirmed', confirmed_at = $1
  ), claims AS (
    -- A link that lies in the mailbox of before is worth nothing any more.
    DELETE FROM alias_claims l USING changed c WHERE l.alias_id = c.id
  )
  INSERT INTO audit_entries (id, at, actor_kind, action, alias_id, domain_id, changes)
  SELECT audit_id, $1, 'system', 'alias.imported', id, domain_id, '{"recipient": ["changed", "changed"]}' FROM changed`;

/**
 * Writes addresses as unclaimed ones, all of them in one transaction or none (R6). The file is staged in batches first,
 * so that memory stays constant and nothing of the real tables is locked while it is read.
 */
export async function importUnclaimed(
  pool: Pool,
  addresses: AsyncIterable<ImportedAddress>,
  { update, now, onFinding, confirm }: ImportOptions,
): Promise<ImportOutcome> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // However large the file: nobody waits for these statements but the operator.
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(LOCK);
    await client.query(STAGE);
    await stage(client, addresses);
    await client.query('ANALYZE staged');
    await client.query(JUDGE);
    for await (const finding of findings(client)) {
      if (finding.code !== 'address_differs' || !update) onFinding(finding);
    }
    const created = await client.query(CREATE, [now]);
    const updated = update ? await client.query(UPDATE, [now]) : { rowCount: 0 };
    await client.query(confirm() ? 'COMMIT' : 'ROLLBACK');
    client.release();
    return { created: created.rowCount ?? 0, updated: updated.rowCount ?? 0 };
  } catch (error) {
    // The connection goes, and with it the transaction.
    client.release(true);
    throw error;
  }
}

async function stage(client: PoolClient, addresses: AsyncIterable<ImportedAddress>): Promise<void> {
  let batch: ImportedAddress[] = [];
  const write = async () => {
    const column = <T>(of: (a: ImportedAddress) => T) => batch.map(of);
    await client.query(ADD_STAGED, [
      column((a) => a.line),
      column((a) => a.domainId),
      column((a) => a.localPart),
      column((a) => a.recipient),
      column((a) => a.identifier),
      ...[1, 2, 3].map(() => column(newId)),
    ]);
    batch = [];
  };
  for await (const address of addresses) {
    batch.push(address);
    if (batch.length >= BATCH) await write();
  }
  if (batch.length > 0) await write();
}

async function* findings(client: PoolClient): AsyncGenerator<ImportFinding> {
  let after = 0;
  for (;;) {
    const { rows } = await client.query<ImportFinding>(
      'SELECT line, code FROM judged WHERE code IS NOT NULL AND line > $1 ORDER BY line LIMIT $2',
      [after, BATCH],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.line;
  }
}
