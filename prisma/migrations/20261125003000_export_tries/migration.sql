-- An export that cannot be made waits for its next try, so that others are made meanwhile.
ALTER TABLE "data_exports" ADD COLUMN "tries" SMALLINT NOT NULL DEFAULT 0, ADD COLUMN "next_try_at" TIMESTAMPTZ(3);

ALTER TABLE data_exports
  ADD CONSTRAINT data_exports_tries CHECK (tries >= 0 AND (tries = 0) = (next_try_at IS NULL));
