import { createHash, randomBytes } from 'node:crypto';
import {
  AppError,
  linkPath,
  parseMailbox,
  TEST_MESSAGE_PAGE,
  TEST_MESSAGES_PER_HOUR,
  testPathAddress,
  testPathOf,
} from '@ubuntu-aliases/shared';
import {
  aliasState,
  createStores,
  newId,
  withTransaction,
  type Database,
  type OutboxMail,
  type TestMessageRow,
} from '@ubuntu-aliases/store';
import { toStoredMail, type SendOutcome } from '../mailer/index.ts';
import type { NoticeConfig } from './notices.ts';
import { sealParams, type Proofs } from './proofs.ts';

const HOUR = 3_600_000;

export interface TestMessageDeps {
  database: Database;
  proofs: Proofs;
  notices: NoticeConfig;
  clock: () => Date;
  /** `RATE_LIMIT_FACTOR`. */
  limitFactor: number;
  /** The server that mails are handed to: named as the one that answered. */
  mailHost: string;
  /** Tests go the way of everybody's mail, and the forwarder tells what becomes of them. */
  hasTestPath: boolean;
}

/** "Send me a test": to every recipient of an alias, by the same way as notices, with its stages on record. */
export function createTestMessageService(deps: TestMessageDeps) {
  const { database, proofs, notices, clock, limitFactor, mailHost, hasTestPath } = deps;
  const stores = createStores(database.client);

  return {
    send: (
      { memberId, requestId }: { memberId: string; requestId: string | null },
      aliasId: string,
    ): Promise<TestMessageRow> =>
      withTransaction(database, async (tx) => {
        const inTx = createStores(tx);
        const now = clock();
        const alias = await inTx.aliases.holdOwned(aliasId, memberId);
        if (!alias || alias.releasedAt) throw new AppError('alias.not_found');
        // It would be refused, and that says nothing about the mailbox.
        const { state } = aliasState(alias, now);
        const recipients = (await inTx.recipients.listByAlias(aliasId)).filter((r) => r.state !== 'pending');
        if (state === 'paused' || state === 'suspended' || recipients.length === 0) {
          const reason = recipients.length === 0 ? 'no_recipient' : state;
          throw new AppError('request.conflict', { details: { reason } });
        }
        await inTx.testMessages.lockCount(memberId);
        const limit = Math.max(1, Math.round(TEST_MESSAGES_PER_HOUR * limitFactor));
        const times = await inTx.testMessages.listTimes(memberId, new Date(now.getTime() - HOUR));
        const blocking = times.at(-limit);
        if (blocking) {
          const retryAfterSeconds = Math.max(
            1,
            Math.ceil((blocking.getTime() + HOUR - now.getTime()) / 1000),
          );
          throw new AppError('request.rate_limited', {
            details: { limit: 'test_message', retryAfterSeconds },
          });
        }

        const id = newId();
        const token = proofs.createToken();
        const word = randomBytes(8).toString('hex');
        const way = hasTestPath ? testPathAddress(alias.localPart, alias.domain.name, word) : null;
        const message = await inTx.testMessages.create({
          id,
          memberId,
          aliasId,
          tokenMac: proofs.mac('seen', id, token),
          mails: recipients.length,
          pathHash: way && createHash('sha256').update(word).digest('hex'),
          createdAt: now,
        });
        const seenUrl = notices.publicUrl + linkPath(TEST_MESSAGE_PAGE, id, token);
        const mail = toStoredMail({
          template: 'test-message',
          params: { id, alias: `${alias.localPart}@${alias.domain.name}`, seenUrl },
        });
        const member = await inTx.members.find(memberId);
        await inTx.outbox.add(
          (way ? [way] : recipients.map((r) => r.address)).map((toAddress) => ({
            memberId,
            toAddress,
            locale: member?.locale ?? 'en',
            ...sealParams(mail, ['seenUrl'], proofs),
          })),
          now,
        );
        await inTx.audit.append([
          {
            actor: { kind: 'member', memberId },
            action: 'alias.test_sent',
            memberId,
            aliasId,
            domainId: alias.domainId,
            requestId,
          },
        ]);
        return message;
      }),

    async get(memberId: string, aliasId: string, id: string): Promise<TestMessageRow> {
      const message = await stores.testMessages.find(id);
      if (message?.memberId !== memberId || message.aliasId !== aliasId)
        throw new AppError('test_message.not_found');
      return message;
    },

    /** By its owner, signed in, or by whoever reads the mailbox that it went to. */
    async see(id: string, token: string | undefined, viewerId: string | null): Promise<TestMessageRow> {
      const message = await stores.testMessages.find(id);
      const isAllowed =
        message &&
        (token === undefined
          ? message.memberId === viewerId
          : proofs.isMac(message.tokenMac, 'seen', id, token));
      if (!isAllowed) throw new AppError('test_message.not_found');
      await stores.testMessages.see(id, clock());
      return { ...message, seenAt: message.seenAt ?? clock() };
    },

    /** Told by the outbox of every try; other mails than tests are none of its business. */
    async recordDelivery(row: OutboxMail, result: SendOutcome): Promise<void> {
      const id = (row.params as { id?: unknown } | null)?.id;
      if (row.template !== 'test-message' || typeof id !== 'string') return;
      const isOnPath = goesByPath(row);
      if (isOnPath && result.outcome === 'sent') return stores.testMessages.handOver(id, clock());
      if (result.outcome === 'sent') {
        const progress = { outcome: 'accepted', handedOver: true, host: mailHost, answer: '250' } as const;
        return stores.testMessages.record(id, progress, clock());
      }
      // A reply code: a server had it in hands and said no, for now or for good.
      const hasReply = /\b[245]\d\d\b/.test(result.code);
      await stores.testMessages.record(
        id,
        {
          outcome: result.outcome === 'failed' ? 'failed' : 'waiting',
          handedOver: hasReply,
          host: hasReply && !isOnPath ? mailHost : null,
          answer: result.code,
        },
        clock(),
      );
    },
  };
}

/** A test that is given to our own mail server, for its alias. */
export const goesByPath = ({ template, toAddress }: OutboxMail) =>
  template === 'test-message' && testPathOf(parseMailbox(toAddress)?.localPart ?? '') !== null;

export type TestMessageService = ReturnType<typeof createTestMessageService>;
