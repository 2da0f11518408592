-- Since when the record exists that Launchpad gives for somebody, once it is surely theirs: a renamed record keeps it, another one has another.
ALTER TABLE "members" ADD COLUMN "launchpad_since" TEXT,
  ADD CONSTRAINT members_launchpad_since_form CHECK (launchpad_since ~ '^[0-9TZ:.+-]{10,40}$');
