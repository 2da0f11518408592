-- What somebody's data come to where they are too many to be put together while one waits.
CREATE TABLE "data_exports" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "size" INTEGER,
    "content" BYTEA,

    CONSTRAINT "data_exports_pkey" PRIMARY KEY ("id")
);

-- One for a person at a time; a newer one takes its place.
CREATE UNIQUE INDEX "data_exports_member_id_key" ON "data_exports"("member_id");
CREATE INDEX "data_exports_expires_at_idx" ON "data_exports"("expires_at");
CREATE INDEX data_exports_waiting ON data_exports (created_at) WHERE made_at IS NULL;

ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_member_id_fkey"
  FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE data_exports
  -- Compressed already.
  ALTER COLUMN content SET STORAGE EXTERNAL,
  ADD CONSTRAINT data_exports_made CHECK (
    (made_at IS NULL) = (content IS NULL) AND (made_at IS NULL) = (size IS NULL) AND COALESCE(size, 1) > 0),
  ADD CONSTRAINT data_exports_times CHECK (expires_at > created_at AND (made_at IS NULL OR made_at >= created_at));
