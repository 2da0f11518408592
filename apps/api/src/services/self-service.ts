import type { DnsResolver } from '@ubuntu-aliases/dns';
import type { Database } from '@ubuntu-aliases/store';
import { createExportService } from './export.ts';
import type { Identity } from './identity.ts';
import { createLeaveService } from './leave.ts';
import { createMailDomains } from './mail-domain.ts';
import type { NoticeConfig } from './notices.ts';
import { createMailCountService } from './mail-counts.ts';
import { createPauseService } from './pauses.ts';
import { createProofs } from './proofs.ts';
import { createRecipientChangeService } from './recipient-changes/index.ts';
import { createTestMessageService } from './test-messages.ts';

export interface SelfServiceDeps {
  database: Database;
  notices: NoticeConfig;
  clock: () => Date;
  /** `SESSION_SECRET`: links and codes are made with the first, all are accepted. */
  secrets: readonly string[];
  /** `RATE_LIMIT_FACTOR`. */
  limitFactor: number;
  dns: DnsResolver;
  identity: Identity;
  /** Host of `SMTP_URL`. */
  mailHost: string;
  /** `TEST_SMTP_URL` is set. */
  hasTestPath: boolean;
}

/** What a contributor does by themselves, put together once for processes and tests. */
export function composeSelfService(deps: SelfServiceDeps) {
  const { database, notices, clock, secrets, limitFactor, dns, identity, mailHost, hasTestPath } = deps;
  const proofs = createProofs(secrets);
  return {
    proofs,
    pauses: createPauseService({ database, clock }),
    mailCounts: createMailCountService({ database }),
    exports: createExportService({ database, notices, clock }),
    leaving: createLeaveService({ database, identity, clock }),
    testMessages: createTestMessageService({
      database,
      proofs,
      notices,
      clock,
      limitFactor,
      mailHost,
      hasTestPath,
    }),
    recipientChanges: createRecipientChangeService({
      database,
      proofs,
      mailDomains: createMailDomains(dns),
      notices,
      clock,
      limitFactor,
    }),
  };
}

export type SelfService = ReturnType<typeof composeSelfService>;
