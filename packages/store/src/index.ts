export { readAliasesForExport, type AliasExportRow } from './alias-export.ts';
export type { AdminAliasReads, AdminAliasRecord } from './admin-alias-reads.ts';
export type { AuditReads, AuditRecord } from './audit-reads.ts';
export type {
  AliasRecord,
  AliasRow,
  AliasStore,
  GraceEnding,
  NewAlias,
  NewLoss,
  Resolved,
} from './alias-store.ts';
export { aliasState, isPaused } from './alias-state.ts';
export type { AuditStore, NewAuditEntry } from './audit-store.ts';
export type { ClaimStore, OpenClaim } from './claim-store.ts';
export { openDatabase, withTransaction, type Database } from './database.ts';
export type { DatabaseOptions } from './pool.ts';
export type { CheckedRecord, DomainRecordChangeRow, DomainRecordRow } from './domain-check-store.ts';
export type { DomainChange, DomainRow, DomainStore } from './domain-store.ts';
export type { ErrorRecord, ErrorScope, ErrorStore, NewError } from './error-store.ts';
export type { EventRecord } from './event-store.ts';
export { makeDkimKey, readDkimKey, removeDkimKey, type SigningKey } from './dkim-key-file.ts';
export type { DkimKeyRow } from './dkim-key-store.ts';
export { newId } from './id.ts';
export type { TestMessageRow } from './test-message-store.ts';
export type { ListedMember, MemberEvent } from './member-directory.ts';
export type { CompletedCheck, KnownName, MemberRow, MemberStore, SignedInAs } from './member-store.ts';
export type { DataExportRow } from './export-store.ts';
export type { MailDay, TurnedRecipient } from './failing-store.ts';
export type { DueEntry, NoticeStore } from './notice-store.ts';
export type { NewMail, OutboxMail, OutboxStore } from './outbox-store.ts';
export type { NewRecipientChange, RecipientChangeRow } from './recipient-change-store.ts';
export type { KeptRecipient, RecipientRow } from './recipient-store.ts';
export { createRateLimiter, type RateLimiter, type RateLimitRule } from './rate-limits.ts';
export type { FoundSession, RequestReads, SessionMember } from './request-reads.ts';
export type { DomainFigures } from './overview-store.ts';
export type { RoleGrant } from './role-store.ts';
export type { SessionRow, SessionStore } from './sign-in-store.ts';
export { createStores, type Stores } from './stores.ts';
export {
  importUnclaimed,
  type ImportedAddress,
  type ImportFinding,
  type ImportOptions,
} from './unclaimed-import.ts';
export type { UpkeepStore } from './upkeep-store.ts';
export { LeaseLostError, type SyncRunRow } from './sync-queue.ts';
export type { SyncAliasRow } from './sync-reads.ts';
export type { SyncItemRecord, SyncItemRow, SyncRunRecord } from './sync-run-store.ts';
