-- What the database itself keeps of a sync run, whoever writes to it.

ALTER TABLE sync_runs
  ADD CONSTRAINT sync_runs_lease CHECK ((lease IS NULL) = (lease_until IS NULL)),
  -- Only what is under way is held.
  ADD CONSTRAINT sync_runs_held_while_under_way CHECK (lease IS NULL OR state IN ('reading', 'applying')),
  ADD CONSTRAINT sync_runs_finished CHECK (
    (finished_at IS NULL) = (state IN ('queued', 'reading', 'applying', 'needs_approval'))),
  ADD CONSTRAINT sync_runs_reason CHECK (state NOT IN ('stopped', 'failed') OR reason_code IS NOT NULL),
  -- R9's manner: an explanation is codes and numbers.
  ADD CONSTRAINT sync_runs_reason_without_address CHECK (
    position('@' IN coalesce(reason_code, '') || coalesce(reason_detail, '')) = 0),
  -- A plan-only run keeps nothing, so nothing of it can be applied or accepted.
  ADD CONSTRAINT sync_runs_plan_keeps_nothing CHECK (
    mode = 'apply' OR (accepted_at IS NULL AND roster_id IS NULL
      AND state NOT IN ('applying', 'applied', 'needs_approval', 'rejected', 'superseded'))),
  ADD CONSTRAINT sync_runs_apply_is_not_planned CHECK (mode = 'plan' OR state <> 'planned'),
  ADD CONSTRAINT sync_runs_decision CHECK (
    (decided_at IS NULL) = (decision_reason IS NULL) AND (decided_by IS NULL OR decided_at IS NOT NULL));

-- One run of a domain at a time, however many workers run; while it is under way one more may wait, and one plan is the
-- one to approve.
CREATE UNIQUE INDEX sync_runs_one_held ON sync_runs (domain_id) WHERE lease IS NOT NULL;
CREATE UNIQUE INDEX sync_runs_one_queued ON sync_runs (domain_id, mode) WHERE state = 'queued';
CREATE UNIQUE INDEX sync_runs_one_to_approve ON sync_runs (domain_id) WHERE state = 'needs_approval';
CREATE INDEX sync_runs_under_way ON sync_runs (created_at) WHERE state IN ('queued', 'reading', 'applying');

-- What was decided stays decided.
CREATE FUNCTION sync_run_stays_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An admin may accept the roster of a stopped run, which then goes on.
  IF OLD.finished_at IS NOT NULL AND NEW.state <> OLD.state AND NOT (OLD.state = 'stopped' AND NEW.state = 'applying') THEN
    RAISE EXCEPTION 'a run that has ended stays as it ended'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sync_runs_stay_ended';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sync_run_stays_ended BEFORE UPDATE OF state ON sync_runs FOR EACH ROW EXECUTE FUNCTION sync_run_stays_ended();

-- Nothing is applied twice.
CREATE FUNCTION sync_item_is_applied_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.applied_at IS NOT NULL AND (NEW.applied_at IS DISTINCT FROM OLD.applied_at OR NEW.state <> OLD.state) THEN
    RAISE EXCEPTION 'it is applied already' USING ERRCODE = 'check_violation', CONSTRAINT = 'sync_items_applied_once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sync_item_is_applied_once BEFORE UPDATE ON sync_run_items
  FOR EACH ROW EXECUTE FUNCTION sync_item_is_applied_once();
ALTER TABLE sync_run_items
  ADD CONSTRAINT sync_items_applied_has_time CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
  ADD CONSTRAINT sync_items_about CHECK (member_id IS NOT NULL OR alias_id IS NOT NULL),
  ADD CONSTRAINT sync_items_loss CHECK (NOT is_loss OR action IN ('grace', 'suspend'));

ALTER TABLE rosters ADD CONSTRAINT rosters_digest_form CHECK (digest ~ '^[0-9a-f]{64}$' AND size >= 0);
-- As few as there are, they compress no further.
ALTER TABLE rosters ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE launchpad_gate ADD CONSTRAINT launchpad_gate_one_row CHECK (id);
INSERT INTO launchpad_gate DEFAULT VALUES;

UPDATE aliases SET entitlement_at = created_at;
