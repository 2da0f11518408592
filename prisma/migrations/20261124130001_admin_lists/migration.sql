-- What the admins' lists need to give any page of 100,000 rows at once. Prisma has no words for most of it.

-- Mail to it has nowhere to go. Kept by the triggers below, so that finding these is no join over every recipient.
ALTER TABLE aliases ADD COLUMN is_without_recipient BOOLEAN NOT NULL DEFAULT true;
UPDATE aliases a SET is_without_recipient = false
  WHERE EXISTS (SELECT 1 FROM recipients r WHERE r.alias_id = a.id AND r.state <> 'pending');

CREATE FUNCTION alias_knows_its_recipients() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Locked before it is counted, always in the same order: of two transactions the later one sees what both did.
  PERFORM 1 FROM aliases WHERE id IN (SELECT alias_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE aliases a SET is_without_recipient = NOT a.is_without_recipient
    WHERE id IN (SELECT alias_id FROM changed) AND is_without_recipient =
      EXISTS (SELECT 1 FROM recipients r WHERE r.alias_id = a.id AND r.state <> 'pending');
  RETURN NULL;
END $$;
CREATE TRIGGER alias_knows_added_recipients AFTER INSERT ON recipients
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION alias_knows_its_recipients();
CREATE TRIGGER alias_knows_changed_recipients AFTER UPDATE ON recipients
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION alias_knows_its_recipients();
CREATE TRIGGER alias_knows_removed_recipients AFTER DELETE ON recipients
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION alias_knows_its_recipients();

-- The orders of the list, each with all that its filters look at: even a filter that few rows pass is answered from
-- the index alone.
CREATE INDEX aliases_by_address_idx ON aliases (local_part, id) INCLUDE (
  domain_id, member_id, origin, entitlement, entitlement_reason, paused_at, paused_until, held_at, released_at,
  unclaimed_at, is_without_recipient);
CREATE INDEX aliases_by_creation_idx ON aliases (created_at, id) INCLUDE (
  local_part, domain_id, member_id, origin, entitlement, entitlement_reason, paused_at, paused_until, held_at, released_at,
  unclaimed_at, is_without_recipient);
CREATE INDEX aliases_by_end_of_grace_idx ON aliases (grace_until, id) WHERE grace_until IS NOT NULL;

-- What is rare, so that it is found without reading the rest.
CREATE INDEX aliases_not_entitled_idx ON aliases (entitlement, entitlement_reason) WHERE entitlement <> 'entitled';
CREATE INDEX aliases_paused_idx ON aliases (id) WHERE paused_at IS NOT NULL;
CREATE INDEX aliases_held_idx ON aliases (id) WHERE held_at IS NOT NULL;
CREATE INDEX aliases_released_idx ON aliases (id) WHERE released_at IS NOT NULL;
CREATE INDEX aliases_unclaimed_idx ON aliases (id) WHERE unclaimed_at IS NOT NULL;
CREATE INDEX aliases_without_recipient_idx ON aliases (id) WHERE is_without_recipient;
CREATE INDEX aliases_of_other_origin_idx ON aliases (origin) WHERE origin <> 'provisioned';
CREATE INDEX recipients_address_idx ON recipients (lower(address));

-- Who an entry of the audit log about a freed address was about.
CREATE INDEX audit_reasons_address_idx ON audit_reasons (address) WHERE address IS NOT NULL;
