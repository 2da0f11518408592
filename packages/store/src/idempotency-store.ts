import type { Db } from './database.ts';

/** Which request it is: whose, under which key, and with what in it; hashes all. */
export interface KeyedRequest {
  memberId: string;
  keyHash: string;
  requestHash: string;
}

export interface KeyedAnswer {
  requestHash: string;
  /** Null while it is under way. */
  status: number | null;
  answer: unknown;
}

export function createIdempotencyStore(db: Db) {
  return {
    /** Null: the caller is the one who does it. In one statement, so that of two with one key only one is. */
    async begin(
      { memberId, keyHash, requestHash }: KeyedRequest,
      times: { now: Date; leaseUntil: Date; expiresAt: Date },
    ): Promise<KeyedAnswer | null> {
      const taken = await db.$executeRaw`
        INSERT INTO idempotency_keys AS k (member_id, key_hash, request_hash, lease_until, expires_at)
        VALUES (${memberId}::uuid, ${keyHash}, ${requestHash}, ${times.leaseUntil}::timestamptz, ${times.expiresAt}::timestamptz)
        ON CONFLICT (member_id, key_hash) DO UPDATE SET
          request_hash = EXCLUDED.request_hash, status = NULL, answer = NULL,
          lease_until = EXCLUDED.lease_until, expires_at = EXCLUDED.expires_at
        WHERE k.expires_at <= ${times.now}::timestamptz
          OR (k.status IS NULL AND k.lease_until <= ${times.now}::timestamptz AND k.request_hash = EXCLUDED.request_hash)`;
      if (taken === 1) return null;
      return db.idempotencyKey.findUnique({
        where: { memberId_keyHash: { memberId, keyHash } },
        select: { requestHash: true, status: true, answer: true },
      });
    },

    async finish({ memberId, keyHash }: KeyedRequest, status: number, answer: object): Promise<void> {
      await db.idempotencyKey.updateMany({ where: { memberId, keyHash }, data: { status, answer } });
    },

    /** It was refused, or failed: nothing to remember, and the key may be tried again. */
    async forget({ memberId, keyHash }: KeyedRequest): Promise<void> {
      await db.idempotencyKey.deleteMany({ where: { memberId, keyHash, status: null } });
    },
  };
}

export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>;
