-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('en', 'ko');

-- CreateEnum
CREATE TYPE "RoleKind" AS ENUM ('admin', 'auditor');

-- CreateEnum
CREATE TYPE "NoticeMode" AS ENUM ('at_once', 'daily', 'none');

-- CreateEnum
CREATE TYPE "Entitlement" AS ENUM ('entitled', 'grace', 'suspended');

-- CreateEnum
CREATE TYPE "EntitlementReason" AS ENUM ('left_team', 'not_valid', 'coc_unsigned', 'banned');

-- CreateEnum
CREATE TYPE "PauseReply" AS ENUM ('temporary', 'permanent');

-- CreateEnum
CREATE TYPE "AliasOrigin" AS ENUM ('provisioned', 'renamed', 'granted', 'imported');

-- CreateEnum
CREATE TYPE "RecipientState" AS ENUM ('confirmed', 'pending', 'failing');

-- CreateEnum
CREATE TYPE "ErrorSeverity" AS ENUM ('info', 'warning', 'error');

-- CreateEnum
CREATE TYPE "ErrorState" AS ENUM ('open', 'acknowledged', 'resolved');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('member', 'admin', 'sync', 'system');

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "claimed_identifier" TEXT NOT NULL,
    "launchpad_name" TEXT,
    "display_name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "locale" "Locale" NOT NULL DEFAULT 'en',
    "time_zone" TEXT,
    "banned_at" TIMESTAMPTZ(3),
    "ban_reason" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "verification" JSONB,
    "check_pending_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_signed_in_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_grants" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "role" "RoleKind" NOT NULL,
    "domain_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domains" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "team" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "landing_path" TEXT,
    "accent" TEXT NOT NULL,
    "admin_contacts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "new_address_notice" "NoticeMode" NOT NULL DEFAULT 'at_once',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "ownership_token" TEXT NOT NULL,
    "proven_at" TIMESTAMPTZ(3),
    "retired_at" TIMESTAMPTZ(3),
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "aliases" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "local_part" TEXT NOT NULL,
    "member_id" UUID,
    "origin" "AliasOrigin" NOT NULL DEFAULT 'provisioned',
    "entitlement" "Entitlement" NOT NULL DEFAULT 'entitled',
    "entitlement_reason" "EntitlementReason",
    "grace_until" TIMESTAMPTZ(3),
    "suspended_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "pause_reply" "PauseReply",
    "paused_until" TIMESTAMPTZ(3),
    "held_at" TIMESTAMPTZ(3),
    "hold_reason" TEXT,
    "released_at" TIMESTAMPTZ(3),
    "freed_at" TIMESTAMPTZ(3),
    "owner_hash" TEXT,
    "unclaimed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "aliases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipients" (
    "id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "state" "RecipientState" NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recipients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id_hash" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id_hash")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "state_hash" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "return_to" TEXT NOT NULL,
    "return_path" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("state_hash")
);

-- CreateTable
CREATE TABLE "used_nonces" (
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "used_nonces_pkey" PRIMARY KEY ("value")
);

-- CreateTable
CREATE TABLE "error_entries" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" "ErrorSeverity" NOT NULL,
    "state" "ErrorState" NOT NULL DEFAULT 'open',
    "member_id" UUID,
    "domain_id" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',
    "stack" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "request_id" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "notice_due_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "error_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_occurrences" (
    "id" UUID NOT NULL,
    "error_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "request_id" TEXT,

    CONSTRAINT "error_occurrences_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "error_notices" (
    "error_id" UUID NOT NULL,
    "contact" TEXT NOT NULL,
    "mailed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "error_notices_pkey" PRIMARY KEY ("error_id","contact")
);

-- CreateTable
CREATE TABLE "notice_clocks" (
    "contact" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "mailed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_clocks_pkey" PRIMARY KEY ("contact","kind")
);

-- CreateTable
CREATE TABLE "outbox_mails" (
    "id" UUID NOT NULL,
    "member_id" UUID,
    "to_address" TEXT NOT NULL,
    "locale" "Locale" NOT NULL DEFAULT 'en',
    "template" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "failed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" "ActorKind" NOT NULL,
    "actor_member_id" UUID,
    "action" TEXT NOT NULL,
    "member_id" UUID,
    "alias_id" UUID,
    "domain_id" UUID,
    "error_id" UUID,
    "changes" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "members_claimed_identifier_key" ON "members"("claimed_identifier");

-- CreateIndex
CREATE INDEX "members_launchpad_name_idx" ON "members" USING HASH ("launchpad_name");

-- CreateIndex
CREATE INDEX "members_verified_at_idx" ON "members"("verified_at");

-- CreateIndex
CREATE INDEX "members_check_pending_at_idx" ON "members"("check_pending_at");

-- CreateIndex
CREATE INDEX "role_grants_member_id_idx" ON "role_grants"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "domains_name_key" ON "domains"("name");

-- CreateIndex
CREATE UNIQUE INDEX "domains_landing_path_key" ON "domains"("landing_path");

-- CreateIndex
CREATE UNIQUE INDEX "domains_ownership_token_key" ON "domains"("ownership_token");

-- CreateIndex
CREATE INDEX "aliases_member_id_id_idx" ON "aliases"("member_id", "id");

-- CreateIndex
CREATE INDEX "aliases_local_part_idx" ON "aliases"("local_part");

-- CreateIndex
CREATE UNIQUE INDEX "aliases_domain_id_local_part_key" ON "aliases"("domain_id", "local_part");

-- CreateIndex
CREATE INDEX "recipients_alias_id_idx" ON "recipients"("alias_id");

-- CreateIndex
CREATE INDEX "sessions_member_id_idx" ON "sessions"("member_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_attempts_expires_at_idx" ON "sign_in_attempts"("expires_at");

-- CreateIndex
CREATE INDEX "used_nonces_expires_at_idx" ON "used_nonces"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "error_entries_fingerprint_key" ON "error_entries"("fingerprint");

-- CreateIndex
CREATE INDEX "error_entries_last_seen_at_id_idx" ON "error_entries"("last_seen_at", "id");

-- CreateIndex
CREATE INDEX "error_entries_state_last_seen_at_id_idx" ON "error_entries"("state", "last_seen_at", "id");

-- CreateIndex
CREATE INDEX "error_entries_notice_due_at_idx" ON "error_entries"("notice_due_at");

-- CreateIndex
CREATE INDEX "error_entries_member_id_idx" ON "error_entries"("member_id");

-- CreateIndex
CREATE INDEX "error_entries_domain_id_idx" ON "error_entries"("domain_id");

-- CreateIndex
CREATE INDEX "error_occurrences_error_id_at_idx" ON "error_occurrences"("error_id", "at");

-- CreateIndex
CREATE INDEX "outbox_mails_next_attempt_at_idx" ON "outbox_mails"("next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_mails_member_id_idx" ON "outbox_mails"("member_id");

-- CreateIndex
CREATE INDEX "audit_entries_member_id_id_idx" ON "audit_entries"("member_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_alias_id_id_idx" ON "audit_entries"("alias_id", "id");

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipients" ADD CONSTRAINT "recipients_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_entries" ADD CONSTRAINT "error_entries_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_entries" ADD CONSTRAINT "error_entries_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_occurrences" ADD CONSTRAINT "error_occurrences_error_id_fkey" FOREIGN KEY ("error_id") REFERENCES "error_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "error_notices" ADD CONSTRAINT "error_notices_error_id_fkey" FOREIGN KEY ("error_id") REFERENCES "error_entries"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

