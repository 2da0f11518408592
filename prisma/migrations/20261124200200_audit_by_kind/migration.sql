-- What admins did is rare among what the sync did: without it the whole log was read for a page of it.
CREATE INDEX "audit_entries_actor_kind_at_id_idx" ON "audit_entries"("actor_kind", "at", "id");
