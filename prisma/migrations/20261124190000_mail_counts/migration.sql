-- How much mail an address had: per day, with the hour of the last one. Nothing says from whom.
ALTER TABLE "aliases" ADD COLUMN "counts_mail" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "alias_mail_days" (
    "alias_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "forwarded" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "last_hour" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alias_mail_days_pkey" PRIMARY KEY ("alias_id", "day")
);
CREATE INDEX "alias_mail_days_day_idx" ON "alias_mail_days"("day");
ALTER TABLE "alias_mail_days" ADD CONSTRAINT "alias_mail_days_alias_id_fkey" FOREIGN KEY ("alias_id") REFERENCES "aliases"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE alias_mail_days
  ADD CONSTRAINT alias_mail_days_counts CHECK (forwarded >= 0 AND refused >= 0),
  -- No finer than an hour, whatever the application sends.
  ADD CONSTRAINT alias_mail_days_hour CHECK (
    last_hour AT TIME ZONE 'UTC' = date_trunc('hour', last_hour AT TIME ZONE 'UTC')
    AND (last_hour AT TIME ZONE 'UTC')::date = day);

-- Whoever switches it off takes back what was counted; and what is released says nothing any more.
CREATE FUNCTION alias_forgets_its_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM alias_mail_days WHERE alias_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER alias_forgets_its_mail AFTER UPDATE OF counts_mail, released_at ON aliases
  FOR EACH ROW WHEN (NOT NEW.counts_mail OR NEW.released_at IS NOT NULL)
  EXECUTE FUNCTION alias_forgets_its_mail();

-- What the next hops say of a mailbox: refusals for good in a row, since when, and the last one as codes with the host.
ALTER TABLE "recipients"
  ADD COLUMN "refusals" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "refused_since" TIMESTAMPTZ(3),
  ADD COLUMN "refusal" TEXT,
  ADD COLUMN "refusal_host" TEXT,
  ADD COLUMN "failing_host" TEXT,
  ADD COLUMN "failing_told_at" TIMESTAMPTZ(3),
  ADD COLUMN "accepted_at" TIMESTAMPTZ(3);
ALTER TABLE recipients
  ADD CONSTRAINT recipients_refusals CHECK (refusals >= 0 AND (refusals > 0) = (refused_since IS NOT NULL)),
  ADD CONSTRAINT recipients_refusal_is_codes CHECK (
    refusal IS NULL OR (refusals > 0 AND refusal ~ '^5\d\d 5\.\d{1,3}\.\d{1,3}$')),
  ADD CONSTRAINT recipients_refusal_host CHECK (
    refusal_host IS NULL OR (refusal IS NOT NULL AND refusal_host ~ '^[a-z0-9.:-]{1,253}$')),
  ADD CONSTRAINT recipients_failing_host CHECK (
    failing_host IS NULL OR (failing_since IS NOT NULL AND failing_host ~ '^[a-z0-9.:-]{1,253}$'));
CREATE INDEX recipients_refused_idx ON recipients (id) WHERE refusals > 0;
CREATE INDEX recipients_failing_idx ON recipients (id) WHERE state = 'failing';
