-- CreateEnum
CREATE TYPE "SyncRunState" AS ENUM ('queued', 'reading', 'planned', 'applying', 'applied', 'needs_approval', 'rejected', 'superseded', 'stopped', 'failed');

-- CreateEnum
CREATE TYPE "SyncRunMode" AS ENUM ('apply', 'plan');

-- CreateEnum
CREATE TYPE "SyncRunOrigin" AS ENUM ('schedule', 'admin', 'shell');

-- CreateEnum
CREATE TYPE "SyncItemAction" AS ENUM ('add', 'restore', 'grace', 'suspend');

-- CreateEnum
CREATE TYPE "SyncItemState" AS ENUM ('planned', 'waiting', 'applied', 'skipped');

-- AlterTable
ALTER TABLE "aliases" ADD COLUMN     "entitlement_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "grace_told_days" SMALLINT;

-- CreateTable
CREATE TABLE "sync_runs" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "mode" "SyncRunMode" NOT NULL,
    "origin" "SyncRunOrigin" NOT NULL,
    "state" "SyncRunState" NOT NULL DEFAULT 'queued',
    "requested_by" UUID,
    "reason_code" TEXT,
    "reason_detail" TEXT,
    "reason_page" INTEGER,
    "retry_at" TIMESTAMPTZ(3),
    "added" INTEGER NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "graced" INTEGER NOT NULL DEFAULT 0,
    "suspended" INTEGER NOT NULL DEFAULT 0,
    "unmatched" INTEGER NOT NULL DEFAULT 0,
    "unanswered" INTEGER NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "people" INTEGER NOT NULL DEFAULT 0,
    "lookups" INTEGER NOT NULL DEFAULT 0,
    "roster_id" UUID,
    "read_from" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT,
    "lease" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "planned_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rosters" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rosters_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sync_run_items" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "action" "SyncItemAction" NOT NULL,
    "state" "SyncItemState" NOT NULL DEFAULT 'planned',
    "member_id" UUID,
    "alias_id" UUID,
    "reason" TEXT,
    "before" TEXT,
    "after" TEXT NOT NULL,
    "grace_until" TIMESTAMPTZ(3),
    "is_loss" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_run_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement_losses" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "run_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entitlement_losses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "launchpad_gate" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "blocked_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "trickle_until" TIMESTAMPTZ(3),

    CONSTRAINT "launchpad_gate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sync_runs_domain_id_id_idx" ON "sync_runs"("domain_id", "id");

-- CreateIndex
CREATE INDEX "sync_runs_domain_id_accepted_at_idx" ON "sync_runs"("domain_id", "accepted_at");

-- CreateIndex
CREATE INDEX "rosters_domain_id_idx" ON "rosters"("domain_id");

-- CreateIndex
CREATE INDEX "sync_run_items_run_id_id_idx" ON "sync_run_items"("run_id", "id");

-- CreateIndex
CREATE INDEX "sync_run_items_member_id_idx" ON "sync_run_items"("member_id");

-- CreateIndex
CREATE INDEX "sync_run_items_alias_id_idx" ON "sync_run_items"("alias_id");

-- CreateIndex
CREATE INDEX "entitlement_losses_domain_id_at_idx" ON "entitlement_losses"("domain_id", "at");

-- CreateIndex
CREATE INDEX "entitlement_losses_alias_id_idx" ON "entitlement_losses"("alias_id");

-- CreateIndex
CREATE INDEX "entitlement_losses_run_id_idx" ON "entitlement_losses"("run_id");

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_runs" ADD CONSTRAINT "sync_runs_roster_id_fkey" FOREIGN KEY ("roster_id") REFERENCES "rosters"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_run_items" ADD CONSTRAINT "sync_run_items_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_run_items" ADD CONSTRAINT "sync_run_items_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_run_items" ADD CONSTRAINT "sync_run_items_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_losses" ADD CONSTRAINT "entitlement_losses_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_losses" ADD CONSTRAINT "entitlement_losses_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlement_losses" ADD CONSTRAINT "entitlement_losses_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "sync_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

