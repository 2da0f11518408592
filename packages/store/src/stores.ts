import { createAliasStore } from './alias-store.ts';
import { createAuditStore } from './audit-store.ts';
import { createClaimStore } from './claim-store.ts';
import type { Db } from './database.ts';
import { createDkimKeyStore } from './dkim-key-store.ts';
import { createDomainCheckStore } from './domain-check-store.ts';
import { createDomainStore } from './domain-store.ts';
import { createEventStore } from './event-store.ts';
import { createErrorStore } from './error-store.ts';
import { createMemberDirectory } from './member-directory.ts';
import { createLaunchpadGateStore } from './launchpad-gate-store.ts';
import { createFailingStore } from './failing-store.ts';
import { createExportStore } from './export-store.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { createKeptStore } from './kept-store.ts';
import { createMemberStore } from './member-store.ts';
import { createNoticeStore } from './notice-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createOverviewStore } from './overview-store.ts';
import { createRoleStore } from './role-store.ts';
import { createRecipientChangeStore } from './recipient-change-store.ts';
import { createRecipientStore } from './recipient-store.ts';
import { createNonceStore, createSessionStore, createSignInAttemptStore } from './sign-in-store.ts';
import { createSyncQueue } from './sync-queue.ts';
import { createSyncRunStore } from './sync-run-store.ts';
import { createTestMessageStore } from './test-message-store.ts';
import { createUpkeepStore } from './upkeep-store.ts';

/** Every store over the same client or transaction. */
export function createStores(db: Db) {
  return {
    aliases: createAliasStore(db),
    attempts: createSignInAttemptStore(db),
    audit: createAuditStore(db),
    directory: createMemberDirectory(db),
    claims: createClaimStore(db),
    dkimKeys: createDkimKeyStore(db),
    domainChecks: createDomainCheckStore(db),
    domains: createDomainStore(db),
    errors: createErrorStore(db),
    launchpadGate: createLaunchpadGateStore(db),
    events: createEventStore(db),
    exports: createExportStore(db),
    failing: createFailingStore(db),
    idempotency: createIdempotencyStore(db),
    kept: createKeptStore(db),
    members: createMemberStore(db),
    nonces: createNonceStore(db),
    notices: createNoticeStore(db),
    outbox: createOutboxStore(db),
    overview: createOverviewStore(db),
    roles: createRoleStore(db),
    recipientChanges: createRecipientChangeStore(db),
    recipients: createRecipientStore(db),
    sessions: createSessionStore(db),
    syncQueue: createSyncQueue(db),
    syncRuns: createSyncRunStore(db),
    testMessages: createTestMessageStore(db),
    upkeep: createUpkeepStore(db),
  };
}

export type Stores = ReturnType<typeof createStores>;
