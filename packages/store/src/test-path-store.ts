import type { Pool } from 'pg';

/** What became of a test on the mail path, at one mailbox. */
export interface TestTally {
  pathHash: string;
  /** We had the whole message; else it was refused before it came. */
  isForwarded: boolean;
  outcome: 'accepted' | 'failed' | 'waiting';
  host: string | null;
  /** Codes. */
  answer: string;
  at: Date;
}

const RECORD = `
  UPDATE test_messages SET
    forwarded_at = COALESCE(forwarded_at, CASE WHEN $2 THEN $6::timestamptz END),
    accepted = LEAST(mails, accepted + CASE WHEN $3 = 'accepted' THEN 1 ELSE 0 END),
    accepted_at = CASE WHEN $3 = 'accepted' AND accepted + 1 >= mails AND failed_at IS NULL
      THEN $6::timestamptz ELSE accepted_at END,
    failed_at = COALESCE(failed_at, CASE WHEN $3 = 'failed' THEN $6::timestamptz END),
    host = COALESCE($4, host), answer = $5
  WHERE path_hash = $1 AND created_at > $6::timestamptz - interval '4 days'`;

export function createTestPath(pool: Pool) {
  /** Tests are few: a statement for each. One that nobody sent changes nothing. */
  return async (tests: readonly TestTally[]): Promise<void> => {
    for (const { pathHash, isForwarded, outcome, host, answer, at } of tests) {
      const values = [pathHash, isForwarded, outcome, host, answer, at];
      await pool.query({ name: 'test-on-its-way', text: RECORD, values });
    }
  };
}
