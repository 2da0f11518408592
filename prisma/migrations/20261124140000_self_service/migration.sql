-- Which mails a member wants; those about security are no choice.
ALTER TABLE members ADD COLUMN notifications JSONB NOT NULL DEFAULT '{}';

-- While a recipient is failing: since when, and the reply of the remote host as codes, never its text.
ALTER TABLE recipients ADD COLUMN failing_since TIMESTAMPTZ(3), ADD COLUMN failure TEXT;
ALTER TABLE recipients
  ADD CONSTRAINT recipients_failing_since CHECK (failing_since IS NULL OR state = 'failing'),
  ADD CONSTRAINT recipients_failure_is_codes CHECK (
    failure IS NULL OR (failing_since IS NOT NULL AND failure ~ '^[a-z0-9_. ]{1,60}$'));

-- What a session is called where its owner sees it; the id itself is known to the browser alone.
ALTER TABLE sessions ADD COLUMN public_id UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX sessions_public_id_key ON sessions (public_id);
