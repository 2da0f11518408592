-- CreateEnum
CREATE TYPE "RecipientChangeKind" AS ENUM ('add', 'replace', 'remove');

-- CreateEnum
CREATE TYPE "RecipientChangeState" AS ENUM ('pending', 'confirmed', 'cancelled', 'undone', 'superseded');

-- CreateEnum
CREATE TYPE "AttemptKind" AS ENUM ('request', 'wrong_try');

-- CreateTable
CREATE TABLE "recipient_changes" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "kind" "RecipientChangeKind" NOT NULL,
    "address" TEXT NOT NULL,
    "replaces_id" UUID,
    "state" "RecipientChangeState" NOT NULL DEFAULT 'pending',
    "token_mac" TEXT,
    "code_mac" TEXT,
    "cancel_mac" TEXT NOT NULL,
    "before" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "undo_until" TIMESTAMPTZ(3),
    "taken_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "recipient_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "id" UUID NOT NULL,
    "kind" "AttemptKind" NOT NULL,
    "member_id" UUID,
    "target_hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_messages" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "token_mac" TEXT NOT NULL,
    "mails" INTEGER NOT NULL,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_over_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "host" TEXT,
    "answer" TEXT,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "test_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "member_id" UUID NOT NULL,
    "key_hash" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("member_id","key_hash")
);

-- CreateTable
CREATE TABLE "kept_bans" (
    "owner_hash" TEXT NOT NULL,
    "banned_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "kept_bans_pkey" PRIMARY KEY ("owner_hash")
);

-- CreateTable
CREATE TABLE "kept_secrets" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "kept_secrets_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "recipient_changes_member_id_created_at_idx" ON "recipient_changes"("member_id", "created_at");

-- CreateIndex
CREATE INDEX "recipient_changes_alias_id_idx" ON "recipient_changes"("alias_id");

-- CreateIndex
CREATE INDEX "attempts_member_id_at_idx" ON "attempts"("member_id", "at");

-- CreateIndex
CREATE INDEX "attempts_target_hash_at_idx" ON "attempts"("target_hash", "at");

-- CreateIndex
CREATE INDEX "test_messages_member_id_created_at_idx" ON "test_messages"("member_id", "created_at");

-- CreateIndex
CREATE INDEX "test_messages_alias_id_idx" ON "test_messages"("alias_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_expires_at_idx" ON "idempotency_keys"("expires_at");

-- AddForeignKey
ALTER TABLE "recipient_changes" ADD CONSTRAINT "recipient_changes_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recipient_changes" ADD CONSTRAINT "recipient_changes_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_messages" ADD CONSTRAINT "test_messages_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_messages" ADD CONSTRAINT "test_messages_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma has no words for.

-- One request of an alias at a time: a newer one takes the place of the older.
CREATE UNIQUE INDEX recipient_changes_one_pending ON recipient_changes (alias_id) WHERE state = 'pending';
ALTER TABLE recipient_changes
  ADD CONSTRAINT recipient_changes_proofs_are_macs CHECK (
    cancel_mac ~ '^[0-9a-f]{64}$' AND token_mac ~ '^[0-9a-f]{64}$' AND code_mac ~ '^[0-9a-f]{64}$'),
  -- What was never asked of a mailbox is not pending, and what happened says when and what was there before.
  ADD CONSTRAINT recipient_changes_states CHECK (CASE state
    WHEN 'pending' THEN token_mac IS NOT NULL AND code_mac IS NOT NULL AND confirmed_at IS NULL AND taken_back_at IS NULL
    WHEN 'superseded' THEN confirmed_at IS NULL
    WHEN 'cancelled' THEN confirmed_at IS NULL
    WHEN 'confirmed' THEN confirmed_at IS NOT NULL AND undo_until IS NOT NULL AND before IS NOT NULL
    WHEN 'undone' THEN confirmed_at IS NOT NULL
  END),
  ADD CONSTRAINT recipient_changes_replaces CHECK ((kind = 'add') = (replaces_id IS NULL)),
  ADD CONSTRAINT recipient_changes_expire CHECK (expires_at > created_at);

ALTER TABLE attempts ADD CONSTRAINT attempts_target_is_hash CHECK (target_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE test_messages
  ADD CONSTRAINT test_messages_token_is_mac CHECK (token_mac ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT test_messages_mails CHECK (mails > 0 AND accepted BETWEEN 0 AND mails),
  -- R8: codes and the name of a host, never the text of an answer.
  ADD CONSTRAINT test_messages_answer_is_codes CHECK (answer ~ '^[a-z0-9_. ]{1,60}$' AND host ~ '^[a-z0-9.:-]{1,253}$');

ALTER TABLE idempotency_keys
  ADD CONSTRAINT idempotency_keys_are_hashes CHECK (key_hash ~ '^[0-9a-f]{64}$' AND request_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT idempotency_keys_answer CHECK ((status IS NULL) = (answer IS NULL));

ALTER TABLE kept_bans ADD CONSTRAINT kept_bans_owner_is_hash CHECK (owner_hash ~ '^[0-9a-f]{64}$');

-- By which owners who left are recognised where no IDENTITY_SECRET is set: it lives exactly as long as what it is for.
INSERT INTO kept_secrets (name, value) VALUES
  ('identity', replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''));
