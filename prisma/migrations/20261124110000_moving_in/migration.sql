-- AlterTable
ALTER TABLE "aliases" ADD COLUMN     "awaits_identifier" TEXT;

-- CreateTable
CREATE TABLE "alias_claims" (
    "id" UUID NOT NULL,
    "alias_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alias_claims_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alias_claims_token_hash_key" ON "alias_claims"("token_hash");

-- CreateIndex
CREATE INDEX "alias_claims_alias_id_created_at_idx" ON "alias_claims"("alias_id", "created_at");

-- CreateIndex
CREATE INDEX "alias_claims_member_id_idx" ON "alias_claims"("member_id");

-- CreateIndex
CREATE INDEX "alias_claims_expires_at_idx" ON "alias_claims"("expires_at");

-- CreateIndex
CREATE INDEX "aliases_awaits_identifier_idx" ON "aliases"("awaits_identifier");

-- AddForeignKey
ALTER TABLE "alias_claims" ADD CONSTRAINT "alias_claims_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alias_claims" ADD CONSTRAINT "alias_claims_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma has no words for.

-- Only an unclaimed address waits, and for a claimed identifier (the form of members_claimed_identifier_form).
ALTER TABLE aliases
  ADD CONSTRAINT aliases_awaits_form CHECK (
    awaits_identifier ~ '^https?://[^/?#@[:space:]]+(/[^?#[:space:]]*)?/\+id/[A-Za-z0-9_-]{1,64}$'),
  ADD CONSTRAINT aliases_awaits_while_unclaimed CHECK (awaits_identifier IS NULL OR unclaimed_at IS NOT NULL);

-- It goes to whom it waits for, or to nobody.
CREATE FUNCTION alias_waits_for_its_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM members WHERE id = NEW.member_id AND claimed_identifier = OLD.awaits_identifier) THEN
    RAISE EXCEPTION 'the address waits for somebody else'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_awaits_owner';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER alias_waits_for_its_owner BEFORE UPDATE OF member_id ON aliases FOR EACH ROW
  WHEN (OLD.awaits_identifier IS NOT NULL AND NEW.member_id IS NOT NULL)
  EXECUTE FUNCTION alias_waits_for_its_owner();

ALTER TABLE alias_claims
  ADD CONSTRAINT alias_claims_token_is_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT alias_claims_expire CHECK (expires_at > created_at);
