import { z } from 'zod';

/**
 * In this order: written, given to the mail server, taken by our forwarder (only where a test goes the way of everybody's
 * mail), taken by the host or not (its reply as codes), and seen by the person, which closes it.
 */
export const TEST_MESSAGE_STAGES = ['created', 'handed_over', 'forwarded', 'accepted', 'seen'] as const;

/** `grace+t-0123456789abcdef`: the sub-address by which our forwarder knows a test; nobody after it sees it. */
const TEST_PATH = /\+t-([0-9a-f]{16})$/;
const LOCAL_PART_MAX = 64;

export const testPathOf = (localPart: string) => TEST_PATH.exec(localPart)?.[1] ?? null;

/** Null: the name is too long for it. */
export function testPathAddress(localPart: string, domain: string, token: string): string | null {
  const whole = `${localPart}+t-${token}`;
  return whole.length <= LOCAL_PART_MAX ? `${whole}@${domain}` : null;
}

export const testMessageStageSchema = z.object({
  name: z.enum(TEST_MESSAGE_STAGES),
  state: z.enum(['waiting', 'done', 'failed']),
  at: z.iso.datetime().nullable(),
  /** Of `accepted`: who answered. */
  host: z.string().optional(),
  /** Codes of what was answered last, no text: `250`, `451 4.7.1`, `connection_refused`. */
  answer: z.string().optional(),
});
export type TestMessageStage = z.infer<typeof testMessageStageSchema>;

export const testMessageSchema = z.object({
  id: z.string(),
  aliasId: z.string(),
  createdAt: z.iso.datetime(),
  stages: z.array(testMessageStageSchema),
});
export type TestMessage = z.infer<typeof testMessageSchema>;

/** "I see it": by its owner, signed in, or by whoever has the token of the link in it. */
export const seeTestMessageSchema = z.strictObject({ token: z.string().max(200).optional() });

/** Of one person, within an hour. */
export const TEST_MESSAGES_PER_HOUR = 3;
