-- The rules that the database itself keeps, whoever writes to it.

-- R1: a person is a claimed identifier; its form without the host, which is configuration.
ALTER TABLE members
  ADD CONSTRAINT members_claimed_identifier_form CHECK (
    claimed_identifier ~ '^https?://[^/?#@[:space:]]+(/[^?#[:space:]]*)?/\+id/[A-Za-z0-9_-]{1,64}$'),
  ADD CONSTRAINT members_launchpad_name_form CHECK (launchpad_name ~ '^[a-z0-9][a-z0-9+.-]*$'),
  ADD CONSTRAINT members_email_form CHECK (
    length(email) <= 254 AND email ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'),
  ADD CONSTRAINT members_ban_has_reason CHECK ((banned_at IS NULL) = (ban_reason IS NULL)),
  ADD CONSTRAINT members_verification_has_time CHECK ((verified_at IS NULL) = (verification IS NULL));

ALTER TABLE domains
  ADD CONSTRAINT domains_name_form CHECK (
    length(name) <= 253 AND name ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$'),
  ADD CONSTRAINT domains_team_form CHECK (team ~ '^[a-z0-9][a-z0-9+.-]*$'),
  ADD CONSTRAINT domains_landing_path_form CHECK (landing_path ~ '^/[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CONSTRAINT domains_accent_form CHECK (accent ~ '^#[0-9a-f]{6}$');

-- R2: (domain, local part) is unique whatever the case, since only the lower-case form can be stored.
-- RFC 5321 section 4.5.3.1.1: 64 octets. RFC 5322 section 3.2.3: dot-atom.
ALTER TABLE aliases
  ADD CONSTRAINT aliases_local_part_form CHECK (
    octet_length(local_part) <= 64
    AND local_part ~ '^[a-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*$'
    AND local_part !~ '^srs[01][=+-]'),
  ADD CONSTRAINT aliases_owner CHECK (
    (member_id IS NOT NULL AND unclaimed_at IS NULL)
    OR (member_id IS NULL AND (released_at IS NOT NULL OR unclaimed_at IS NOT NULL))),
  ADD CONSTRAINT aliases_entitlement CHECK (CASE entitlement
    WHEN 'entitled' THEN entitlement_reason IS NULL AND grace_until IS NULL AND suspended_at IS NULL
    WHEN 'grace' THEN entitlement_reason IS NOT NULL AND grace_until IS NOT NULL AND suspended_at IS NULL
    WHEN 'suspended' THEN entitlement_reason IS NOT NULL AND grace_until IS NULL AND suspended_at IS NOT NULL
  END),
  ADD CONSTRAINT aliases_pause CHECK (
    (paused_at IS NULL) = (pause_reply IS NULL) AND (paused_until IS NULL OR paused_at IS NOT NULL)),
  ADD CONSTRAINT aliases_hold CHECK ((held_at IS NULL) = (hold_reason IS NULL)),
  ADD CONSTRAINT aliases_freed_is_released CHECK (freed_at IS NULL OR released_at IS NOT NULL);

CREATE FUNCTION alias_keeps_its_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.domain_id <> OLD.domain_id OR NEW.local_part <> OLD.local_part THEN
    RAISE EXCEPTION 'an alias never becomes another address' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_address_fixed';
  END IF;
  IF OLD.member_id IS NOT NULL AND NEW.member_id IS NOT NULL AND NEW.member_id <> OLD.member_id THEN
    RAISE EXCEPTION 'an alias never passes to another person' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  IF OLD.member_id IS NOT NULL AND NEW.member_id IS NULL AND NEW.owner_hash IS NULL THEN
    RAISE EXCEPTION 'a tombstone without its owner keeps their hash' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  IF OLD.member_id IS NULL AND NEW.member_id IS NOT NULL AND OLD.owner_hash IS NULL AND OLD.unclaimed_at IS NULL THEN
    RAISE EXCEPTION 'nobody can take over a tombstone' USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_owner_fixed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER alias_keeps_its_owner BEFORE UPDATE ON aliases FOR EACH ROW EXECUTE FUNCTION alias_keeps_its_owner();

CREATE FUNCTION alias_is_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.freed_at IS NULL THEN
    RAISE EXCEPTION 'an alias is released, not deleted, unless an admin freed it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'aliases_not_deleted';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER alias_is_never_deleted BEFORE DELETE ON aliases FOR EACH ROW EXECUTE FUNCTION alias_is_never_deleted();

ALTER TABLE recipients
  ADD CONSTRAINT recipients_address_form CHECK (
    length(address) <= 254 AND address ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+\.[^@[:space:][:cntrl:]]+$'),
  ADD CONSTRAINT recipients_confirmed_has_time CHECK (state <> 'confirmed' OR confirmed_at IS NOT NULL);
CREATE UNIQUE INDEX recipients_alias_id_address_key ON recipients (alias_id, lower(address));

-- No loops: mail to a managed domain never goes to a managed domain.
CREATE FUNCTION recipient_is_elsewhere() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM domains WHERE name = rtrim(lower(split_part(NEW.address, '@', 2)), '.')) THEN
    RAISE EXCEPTION 'a recipient on a managed domain would be a loop'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'recipients_no_loop';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recipient_is_elsewhere BEFORE INSERT OR UPDATE OF address ON recipients
  FOR EACH ROW EXECUTE FUNCTION recipient_is_elsewhere();

CREATE FUNCTION domain_has_no_recipients() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM recipients WHERE rtrim(lower(split_part(address, '@', 2)), '.') = NEW.name) THEN
    RAISE EXCEPTION 'somebody''s recipient is at this domain'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'domains_no_loop';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER domain_has_no_recipients BEFORE INSERT OR UPDATE OF name ON domains
  FOR EACH ROW EXECUTE FUNCTION domain_has_no_recipients();
CREATE INDEX recipients_domain_idx ON recipients (rtrim(lower(split_part(address, '@', 2)), '.'));

-- Only hashes are kept of what gives access.
ALTER TABLE sessions ADD CONSTRAINT sessions_id_is_hash CHECK (id_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE sign_in_attempts
  ADD CONSTRAINT sign_in_attempts_are_hashes CHECK (state_hash ~ '^[0-9a-f]{64}$' AND browser_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT sign_in_attempts_path_is_local CHECK (return_path ~ '^/([^/\\]|$)');

ALTER TABLE role_grants ADD CONSTRAINT role_grants_key UNIQUE NULLS NOT DISTINCT (member_id, role, domain_id);

-- R8: explanations are codes and numbers.
ALTER TABLE error_entries
  ADD CONSTRAINT error_entries_code_form CHECK (code ~ '^[a-z_]+(\.[a-z_]+)*$'),
  ADD CONSTRAINT error_entries_details_without_address CHECK (position('@' IN details::text) = 0),
  ADD CONSTRAINT error_entries_count CHECK (count >= 1),
  ADD CONSTRAINT error_entries_resolved_has_time CHECK ((state = 'resolved') = (resolved_at IS NOT NULL));

-- R9: append-only, and without names or addresses.
ALTER TABLE audit_entries
  ADD CONSTRAINT audit_entries_action_form CHECK (action ~ '^[a-z_]+(\.[a-z_]+)+$'),
  ADD CONSTRAINT audit_entries_codes_only CHECK (changes::text !~ '[@/<>]');

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
