-- A test that goes the way of everybody's mail, and when our forwarder took it.
ALTER TABLE "test_messages" ADD COLUMN "path_hash" TEXT, ADD COLUMN "forwarded_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "test_messages_path_hash_key" ON "test_messages"("path_hash");

ALTER TABLE test_messages
  ADD CONSTRAINT test_messages_path_hash CHECK (path_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT test_messages_forwarded CHECK (forwarded_at IS NULL OR path_hash IS NOT NULL);
