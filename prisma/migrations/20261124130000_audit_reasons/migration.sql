-- AlterTable
ALTER TABLE "members" ADD COLUMN     "owner_hash" TEXT;

-- CreateTable
CREATE TABLE "audit_reasons" (
    "entry_id" UUID NOT NULL,
    "member_id" UUID,
    "reason" TEXT NOT NULL,
    "address" TEXT,

    CONSTRAINT "audit_reasons_pkey" PRIMARY KEY ("entry_id")
);

-- CreateIndex
CREATE INDEX "audit_reasons_member_id_idx" ON "audit_reasons"("member_id");

-- CreateIndex
CREATE INDEX "aliases_owner_hash_idx" ON "aliases"("owner_hash");

-- CreateIndex
CREATE INDEX "audit_entries_at_id_idx" ON "audit_entries"("at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_domain_id_at_id_idx" ON "audit_entries"("domain_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_actor_member_id_at_id_idx" ON "audit_entries"("actor_member_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_action_at_id_idx" ON "audit_entries"("action", "at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "members_owner_hash_key" ON "members"("owner_hash");

-- AddForeignKey
ALTER TABLE "audit_reasons" ADD CONSTRAINT "audit_reasons_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "audit_entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_reasons" ADD CONSTRAINT "audit_reasons_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an admin typed stays as it was typed, for as long as the person whom it is about is here.
ALTER TABLE audit_reasons
  ADD CONSTRAINT audit_reasons_length CHECK (length(reason) <= 2000 AND (btrim(reason) <> '' OR address IS NOT NULL));

CREATE FUNCTION audit_reason_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Removed with a member only: by then that row is there no more.
  IF TG_OP = 'DELETE' THEN
    IF OLD.member_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members WHERE id = OLD.member_id) THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'a reason goes only with the person whom it is about'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_reasons_stay';
END $$;
CREATE TRIGGER audit_reason_stays BEFORE UPDATE OR DELETE ON audit_reasons
  FOR EACH ROW EXECUTE FUNCTION audit_reason_stays();
CREATE TRIGGER audit_reasons_are_never_emptied BEFORE TRUNCATE ON audit_reasons
  FOR EACH STATEMENT EXECUTE FUNCTION audit_reason_stays();

-- R2, R5: emptying the table would delete every tombstone at once.
CREATE TRIGGER aliases_are_never_emptied BEFORE TRUNCATE ON aliases
  FOR EACH STATEMENT EXECUTE FUNCTION alias_is_never_deleted();

-- TRUNCATE has no row to look at.
CREATE OR REPLACE FUNCTION alias_is_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' OR OLD.freed_at IS NULL THEN
    RAISE EXCEPTION 'an alias is released, not deleted, unless an admin freed it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_not_deleted';
  END IF;
  RETURN OLD;
END $$;

-- A tombstone without owner goes back to the same person only. Who that is, the hash says, made of the claimed
-- identifier with a secret that the database does not know.
ALTER TABLE members ADD CONSTRAINT members_owner_hash_form CHECK (owner_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE aliases ADD CONSTRAINT aliases_owner_hash_form CHECK (owner_hash ~ '^[0-9a-f]{64}$');

CREATE OR REPLACE FUNCTION alias_keeps_its_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.domain_id <> OLD.domain_id OR NEW.local_part <> OLD.local_part THEN
    RAISE EXCEPTION 'an alias never becomes another address' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_address_fixed';
  END IF;
  IF OLD.member_id IS NOT NULL AND NEW.member_id IS NOT NULL AND NEW.member_id <> OLD.member_id THEN
    RAISE EXCEPTION 'an alias never passes to another person' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  IF OLD.member_id IS NOT NULL AND NEW.member_id IS NULL THEN
    IF NOT EXISTS (SELECT 1 FROM members WHERE id = OLD.member_id AND owner_hash = NEW.owner_hash) THEN
      RAISE EXCEPTION 'a tombstone without its owner keeps their hash' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
    END IF;
    -- What an admin wrote about it may name the person who left; the hold itself stays.
    NEW.hold_reason = CASE WHEN NEW.held_at IS NOT NULL THEN '' END;
  END IF;
  -- Nobody's, and released without having been claimed: nobody gets it. Nobody's by leaving: whoever has the same hash.
  IF OLD.member_id IS NULL AND NEW.member_id IS NOT NULL AND OLD.unclaimed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id AND owner_hash = OLD.owner_hash) THEN
    RAISE EXCEPTION 'a tombstone goes back to its owner only' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  -- The hash of an owner who left is theirs for good.
  IF OLD.member_id IS NULL AND NEW.member_id IS NULL AND NEW.owner_hash IS DISTINCT FROM OLD.owner_hash THEN
    RAISE EXCEPTION 'a tombstone keeps the hash of its owner' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  RETURN NEW;
END $$;
