-- CreateIndex
CREATE INDEX "members_created_at_id_idx" ON "members"("created_at", "id");

-- CreateIndex
CREATE INDEX "members_last_signed_in_at_id_idx" ON "members"("last_signed_in_at", "id");

-- CreateIndex
CREATE INDEX "aliases_domain_id_member_id_idx" ON "aliases"("domain_id", "member_id");

-- What Prisma's schema language cannot express. Names and local parts are ASCII: byte order sorts them, and finds
-- those that begin with a text whatever the locale of the server.
CREATE INDEX members_name_order ON members ((left(COALESCE(launchpad_name, ''), 100) COLLATE "C"), id);
CREATE INDEX members_display_words ON members USING gin (to_tsvector('simple', display_name));
CREATE INDEX members_identifier_end ON members (substring(claimed_identifier FROM '[^/]*$'));
CREATE INDEX members_email_lower ON members (lower(email));
CREATE INDEX aliases_local_part_order ON aliases (local_part COLLATE "C");
CREATE INDEX members_banned ON members (id) WHERE banned_at IS NOT NULL;
