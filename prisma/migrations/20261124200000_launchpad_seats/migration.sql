-- The trickle asks Launchpad as a run does: it takes one of the seats that all scheduled work shares.
ALTER TABLE launchpad_gate ADD COLUMN trickle_busy_until timestamptz(3);
