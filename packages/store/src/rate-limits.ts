import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';

export interface RateLimitRule {
  /** Name of what is limited; part of the key. */
  name: string;
  points: number;
  durationSeconds: number;
}

export interface RateLimitAnswer {
  allowed: boolean;
  limit: number;
  windowSeconds: number;
  remaining: number;
  /** Seconds until the window ends. */
  resetSeconds: number;
}

/** Counts over the shared pool, so that all processes count together. One statement a call. */
export function createRateLimiter(pool: Pool, rule: RateLimitRule) {
  const limiter = new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: rule.name,
    points: rule.points,
    duration: rule.durationSeconds,
  });
  return {
    async take(key: string): Promise<RateLimitAnswer> {
      const result = await limiter.consume(key).catch((refused: unknown) => {
        if (refused instanceof Error) throw refused;
        return refused as { remainingPoints: number; msBeforeNext: number; consumedPoints: number };
      });
      return {
        allowed: result.consumedPoints <= rule.points,
        limit: rule.points,
        windowSeconds: rule.durationSeconds,
        remaining: Math.max(0, result.remainingPoints),
        resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
      };
    },
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;
