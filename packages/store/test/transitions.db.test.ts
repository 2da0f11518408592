import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { addAlias, addDomain, addError, addMember, addRecipient, hash, useDatabase } from './rows.ts';

const db = useDatabase();
const run = (sql: string, values: unknown[] = []) => db.database.pool.query(sql, values);
const refuses = async (constraint: string, sql: string, values: unknown[] = []) =>
  expect(run(sql, values)).rejects.toMatchObject({ constraint });

let owner: string;
let other: string;
let domain: string;
let alias: string;
beforeEach(async () => {
  const { pool } = db.database;
  owner = await addMember(pool);
  other = await addMember(pool);
  domain = await addDomain(pool);
  alias = await addAlias(pool, { domain_id: domain, member_id: owner, local_part: 'mira' });
});
const set = (change: string, values: unknown[] = []) =>
  run(`UPDATE aliases SET ${change} WHERE id = $1`, [alias, ...values]);
const refusesSet = (constraint: string, change: string, values: unknown[] = []) =>
  refuses(constraint, `UPDATE aliases SET ${change} WHERE id = $1`, [alias, ...values]);
const LEAVE = `member_id = NULL, owner_hash = $2, released_at = now()`;

describe('an alias goes through its life', () => {
  it('entitled, grace, suspended, restored, whatever its owner and an admin do meanwhile', async () => {
    await set(`paused_at = now(), pause_reply = 'permanent', paused_until = now()`);
    await set(`entitlement = 'grace', entitlement_reason = 'left_team', grace_until = now()`);
    await set(`held_at = now(), hold_reason = 'abuse'`);
    await set(`entitlement = 'suspended', grace_until = NULL, suspended_at = now()`);
    await set(`entitlement = 'entitled', entitlement_reason = NULL, suspended_at = NULL`);
    const { rows } = await run('SELECT pause_reply, hold_reason, entitlement FROM aliases WHERE id = $1', [alias]);
    expect(rows).toEqual([{ pause_reply: 'permanent', hold_reason: 'abuse', entitlement: 'entitled' }]);
  }); // prettier-ignore

  it('its owner leaves and comes back to it', async () => {
    await addRecipient(db.database.pool, { alias_id: alias });
    await set(`held_at = now(), hold_reason = 'about Mira'`);
    await run('UPDATE members SET owner_hash = $2 WHERE id = $1', [owner, hash('owner')]);
    await set(LEAVE, [hash('owner')]);
    await run('DELETE FROM members WHERE id = $1', [owner]);
    const stranger = await addMember(db.database.pool, { owner_hash: hash('stranger') });
    const back = await addMember(db.database.pool);
    const TAKE = 'member_id = $2, released_at = NULL, owner_hash = NULL';
    await refusesSet('aliases_owner_fixed', TAKE, [stranger]);
    await refusesSet('aliases_owner_fixed', TAKE, [back]);
    await run('UPDATE members SET owner_hash = $2 WHERE id = $1', [back, hash('owner')]);
    await set(TAKE, [back]);
    expect((await run('SELECT FROM recipients WHERE alias_id = $1', [alias])).rowCount).toBe(1);
    // Still held, and what was written about the person went with them.
    const { rows } = await run('SELECT held_at IS NOT NULL AS held, hold_reason FROM aliases WHERE id = $1', [
      alias,
    ]);
    expect(rows).toEqual([{ held: true, hold_reason: '' }]);
  });

  it('an unclaimed one is claimed', async () => {
    alias = await addAlias(db.database.pool, {
      domain_id: domain,
      unclaimed_at: new Date(),
      origin: 'imported',
    });
    await set('member_id = $2, unclaimed_at = NULL', [other]);
    await refusesSet('aliases_owner_fixed', 'member_id = $2', [owner]);
  });

  it('one that waits for somebody goes to them alone', async () => {
    const { rows } = await run('SELECT claimed_identifier FROM members WHERE id = $1', [other]);
    alias = await addAlias(db.database.pool, {
      domain_id: domain,
      unclaimed_at: new Date(),
      awaits_identifier: (rows[0] as { claimed_identifier: string }).claimed_identifier,
    });
    const claim = 'member_id = $2, unclaimed_at = NULL, awaits_identifier = NULL';
    await refusesSet('aliases_awaits_owner', claim, [owner]);
    await set(claim, [other]);
  });

  it('is released, freed and deleted; only then is its name anybody’s', async () => {
    await set('released_at = now()');
    await refuses('aliases_not_deleted', 'DELETE FROM aliases WHERE id = $1', [alias]);
    await expect(addAlias(db.database.pool, { domain_id: domain, member_id: other, local_part: 'mira' })).rejects.toMatchObject({
      constraint: 'aliases_domain_id_local_part_key',
    }); // prettier-ignore
    await set('freed_at = now()');
    await run('DELETE FROM aliases WHERE id = $1', [alias]);
    await addAlias(db.database.pool, { domain_id: domain, member_id: other, local_part: 'mira' });
  });
});

describe('an alias never', () => {
  test.each([
    ['another address', 'aliases_address_fixed', `local_part = 'other'`],
    ['deleted with its letters changed first', 'aliases_address_fixed', `local_part = 'mira2', freed_at = now(), released_at = now()`],
    ['nobody’s without its owner’s hash', 'aliases_owner_fixed', 'member_id = NULL, released_at = now()'],
    ['nobody’s with a hash that its owner has not', 'aliases_owner_fixed', `member_id = NULL, released_at = now(), owner_hash = '${'a'.repeat(64)}'`],
  ])('becomes %s', async (_, constraint, change) => {
    await refusesSet(constraint, change);
  }); // prettier-ignore

  it('moves to another domain or another person', async () => {
    const elsewhere = await addDomain(db.database.pool);
    await refusesSet('aliases_address_fixed', 'domain_id = $2', [elsewhere]);
    await refusesSet('aliases_owner_fixed', 'member_id = $2', [other]);
    await set('released_at = now()');
    await refusesSet('aliases_owner_fixed', 'member_id = $2, released_at = NULL', [other]);
  });

  it('passes from a tombstone without hash to anybody', async () => {
    alias = await addAlias(db.database.pool, { domain_id: domain, released_at: new Date() });
    await refusesSet('aliases_owner_fixed', 'member_id = $2, released_at = NULL', [other]);
  });

  it('keeps the hash of another owner than the one who left', async () => {
    await run('UPDATE members SET owner_hash = $2 WHERE id = $1', [owner, hash('leaver')]);
    await set(LEAVE, [hash('leaver')]);
    await refusesSet('aliases_owner_fixed', 'owner_hash = $2', [hash('other')]);
  });

  it('goes with all others at once', async () => {
    for (const table of ['aliases', 'domains', 'members'])
      await refuses('aliases_not_deleted', `TRUNCATE ${table} CASCADE`);
  });

  it('is deleted while somebody has it, nor by deleting its owner or domain', async () => {
    await refuses('aliases_not_deleted', 'DELETE FROM aliases WHERE id = $1', [alias]);
    await refuses('aliases_member_id_fkey', 'DELETE FROM members WHERE id = $1', [owner]);
    await refuses('aliases_domain_id_fkey', 'DELETE FROM domains WHERE id = $1', [domain]);
  });
});

it('what belongs to a person goes with them; error entries stay, without them', async () => {
  const { pool } = db.database;
  const error = await addError(pool, { member_id: other });
  await run(`INSERT INTO sessions VALUES ($1, $2, null, now(), now(), now())`, [hash(other), other]);
  await run(`INSERT INTO role_grants (id, member_id, role) VALUES ($1, $1, 'admin')`, [other]);
  await run(`INSERT INTO outbox_mails (id, member_id, to_address, template, params) VALUES ($1, $1, 'a', 't', '{}')`, [other]);
  await run(`INSERT INTO audit_entries (id, actor_kind, action, member_id) VALUES ($1, 'sync', 'alias.created', $1)`, [other]);
  await run('DELETE FROM members WHERE id = $1', [other]);
  for (const table of ['sessions', 'role_grants', 'outbox_mails'])
    expect((await run(`SELECT FROM ${table} WHERE member_id = $1`, [other])).rowCount).toBe(0);
  expect((await run('SELECT member_id FROM error_entries WHERE id = $1', [error])).rows).toEqual([{ member_id: null }]);
  expect((await run('SELECT FROM audit_entries WHERE member_id = $1', [other])).rowCount).toBe(1);
}); // prettier-ignore

it('what an admin typed stays until the person whom it is about leaves', async () => {
  const entry = async (memberId: string | null, reason: string, address: string | null = null) => {
    const entryId = randomUUID();
    await run(`INSERT INTO audit_entries (id, actor_kind, action, member_id) VALUES ($1, 'admin', 'member.banned', $2)`, [entryId, memberId]);
    await run('INSERT INTO audit_reasons VALUES ($1, $2, $3, $4)', [entryId, memberId, reason, address]);
    return entryId;
  };
  const [theirs, nobodys] = [await entry(other, 'sends spam'), await entry(null, '', 'mira@ubuntu.test')];
  for (const id of [theirs, nobodys]) {
    await refuses('audit_reasons_stay', `UPDATE audit_reasons SET reason = 'another' WHERE entry_id = $1`, [id]);
    await refuses('audit_reasons_stay', 'DELETE FROM audit_reasons WHERE entry_id = $1', [id]);
  }
  await refuses('audit_reasons_stay', 'TRUNCATE audit_reasons');
  await run('DELETE FROM members WHERE id = $1', [other]);
  expect((await run('SELECT FROM audit_reasons WHERE entry_id = $1', [theirs])).rowCount).toBe(0);
  expect((await run('SELECT FROM audit_reasons WHERE entry_id = $1', [nobodys])).rowCount).toBe(1);
}); // prettier-ignore

it('what belongs to an error entry goes with it', async () => {
  const error = await addError(db.database.pool);
  await run('INSERT INTO error_occurrences (id, error_id) VALUES ($1, $1)', [error]);
  await run(`INSERT INTO error_notices VALUES ($1, 'a', now())`, [error]);
  await run('DELETE FROM error_entries WHERE id = $1', [error]);
  for (const table of ['error_occurrences', 'error_notices'])
    expect((await run(`SELECT FROM ${table} WHERE error_id = $1`, [error])).rowCount).toBe(0);
});
