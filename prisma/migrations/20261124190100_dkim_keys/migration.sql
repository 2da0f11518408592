-- Public halves of the keys that our own mails are signed with; the private ones are files of the operator's.
CREATE TYPE "DkimKeyState" AS ENUM ('waiting', 'active', 'retired');

CREATE TABLE "dkim_keys" (
    "domain" TEXT NOT NULL,
    "selector" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "state" "DkimKeyState" NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "dkim_keys_pkey" PRIMARY KEY ("domain", "selector")
);

ALTER TABLE dkim_keys
  ADD CONSTRAINT dkim_keys_domain_form CHECK (domain ~ '^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$'),
  ADD CONSTRAINT dkim_keys_selector_form CHECK (selector ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
  -- Base64 of a public key and nothing else: a private one never fits.
  ADD CONSTRAINT dkim_keys_public CHECK (length(public_key) <= 800 AND public_key ~ '^[A-Za-z0-9+/]+={0,2}$'),
  ADD CONSTRAINT dkim_keys_retired CHECK ((state = 'retired') = (retired_at IS NOT NULL));
CREATE UNIQUE INDEX dkim_keys_one_active ON dkim_keys (domain) WHERE state = 'active';
CREATE UNIQUE INDEX dkim_keys_one_waiting ON dkim_keys (domain) WHERE state = 'waiting';
