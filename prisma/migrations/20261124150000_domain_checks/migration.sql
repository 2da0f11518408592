-- What DNS said about each managed domain, what it said before, and when it is asked next.
CREATE TYPE "DomainRecordState" AS ENUM ('ok', 'wrong', 'unknown');

CREATE TABLE "domain_records" (
    "domain_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "DomainRecordState" NOT NULL,
    "expected" TEXT NOT NULL,
    "found" TEXT,
    "is_required" BOOLEAN NOT NULL,
    "ok_at" TIMESTAMPTZ(3),
    "wrong_since" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_records_pkey" PRIMARY KEY ("domain_id", "type", "name")
);

CREATE TABLE "domain_record_changes" (
    "id" UUID NOT NULL,
    "domain_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" "DomainRecordState" NOT NULL,
    "expected" TEXT NOT NULL,
    "found" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_record_changes_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "domain_check_schedules" (
    "domain_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_check_schedules_pkey" PRIMARY KEY ("domain_id")
);

CREATE INDEX "domain_record_changes_domain_id_id_idx" ON "domain_record_changes"("domain_id", "id");

ALTER TABLE "domain_records" ADD CONSTRAINT "domain_records_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "domain_record_changes" ADD CONSTRAINT "domain_record_changes_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "domain_check_schedules" ADD CONSTRAINT "domain_check_schedules_domain_id_fkey" FOREIGN KEY ("domain_id") REFERENCES "domains"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- No answer is never shown as a wrong one: what was found is told only when somebody told it.
ALTER TABLE domain_records
  ADD CONSTRAINT domain_records_type_known CHECK (
    type IN ('TXT', 'MX', 'SPF', 'DKIM', 'DMARC', 'MTA-STS', 'TLS-RPT', 'CNAME')),
  ADD CONSTRAINT domain_records_unknown_found_nothing CHECK ((state = 'unknown') = (found IS NULL)),
  ADD CONSTRAINT domain_records_ok_is_not_wrong CHECK (state <> 'ok' OR wrong_since IS NULL),
  ADD CONSTRAINT domain_records_wrong_since CHECK (state <> 'wrong' OR wrong_since <= checked_at);
ALTER TABLE domain_record_changes
  ADD CONSTRAINT domain_record_changes_unknown_found_nothing CHECK ((state = 'unknown') = (found IS NULL));
