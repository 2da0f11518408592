import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAlias, addDomain, addError, addMember, addRecipient, hash, useDatabase } from './rows.ts';

const db = useDatabase();
let client: PoolClient;
beforeAll(async () => {
  client = await db.database.pool.connect();
});
afterAll(() => client.release());

/** The constraint that refuses `work`, or null when nothing does; nothing of it stays. */
async function refusalOf(work: () => Promise<unknown>): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    return null;
  } catch (error) {
    if (error instanceof Error && 'constraint' in error && error.constraint) return String(error.constraint);
    throw error;
  } finally {
    await client.query('ROLLBACK');
  }
}

type Case = [what: string, values: Record<string, unknown>];
const refuses = (constraint: string, insert: (values: Record<string, unknown>) => Promise<unknown>, cases: Case[]) =>
  describe(constraint, () => {
    test.each(cases)('refuses %s', async (_, values) => {
      expect(await refusalOf(() => insert(values))).toBe(constraint);
    });
  }); // prettier-ignore
const accepts = (
  what: string,
  insert: (values: Record<string, unknown>) => Promise<unknown>,
  cases: Case[],
) =>
  test.each(cases)(`accepts ${what}: %s`, async (_, values) => {
    expect(await refusalOf(() => insert(values))).toBeNull();
  });

const now = new Date();
const id = '01890000-0000-7000-8000-000000000000';

describe('members', () => {
  const member = (values: Record<string, unknown>) => addMember(client, values);
  const identifiers = (...given: string[]): Case[] => given.map((g) => [JSON.stringify(g), { claimed_identifier: g }]);
  accepts('an identifier', member, identifiers('https://login.ubuntu.com/+id/aB3_-x', 'http://localhost:4000/+id/x', 'https://sso.example.org/deep/er/+id/x'));
  refuses('members_claimed_identifier_form', member, identifiers('', 'mira', 'https://login.ubuntu.com/+id/', 'https://login.ubuntu.com/+id/a b',
    'https://login.ubuntu.com/+id/a?x', 'https://login.ubuntu.com/+id/a#x', 'https://login.ubuntu.com/+id/a/', 'https://login.ubuntu.com/+id/a\n',
    'ftp://login.ubuntu.com/+id/a', 'https://u@login.ubuntu.com/+id/a', 'https:///+id/a', `https://x/+id/${'a'.repeat(65)}`, 'HTTPS://x/+id/a', ' https://x/+id/a'));
  refuses('members_launchpad_name_form', member, ['', 'Mira', '-mira', 'mi ra', 'mira@x', 'mira\n'].map((n) => [JSON.stringify(n), { launchpad_name: n }]));
  refuses('members_launchpad_since_form', member, ['', '2019', 'mira@example.org', '2019-10-07T10:29:00\\n', '1'.repeat(41)].map((s) => [JSON.stringify(s), { launchpad_since: s }]));
  refuses('members_email_form', member, ['', 'mira', '@x', 'x@', 'a@b@c', 'a b@x', 'a\n@x', 'a@x\u0007', `${'a'.repeat(250)}@x.org`].map((e) => [JSON.stringify(e), { email: e }]));
  accepts('no name and no e-mail', member, [['none', { launchpad_name: null, email: null }]]);
  refuses('members_ban_has_reason', member, [['no reason', { banned_at: now }], ['no time', { ban_reason: 'x' }]]);
  refuses('members_owner_hash_form', member, [['another form of hash', { owner_hash: 'x' }]]);
  refuses('members_owner_hash_key', async (values) => { await member(values); await member({ ...values, id: randomUUID(), claimed_identifier: 'https://login.ubuntu.com/+id/other' }); },
    [['two people with one hash', { owner_hash: hash('one') }]]);
  refuses('members_verification_has_time', member, [['no time', { verification: '{}' }], ['no answer', { verified_at: now }]]);
  refuses('members_claimed_identifier_key', async (values) => { await member(values); await member(values); },
    [['the same person twice', { claimed_identifier: 'https://x/+id/a' }]]);
  refuses('members_pkey', async (values) => { await member(values); await member(values); }, [['an id twice', { id }]]);
}); // prettier-ignore

describe('domains', () => {
  const domain = (values: Record<string, unknown>) => addDomain(client, values);
  const names = (...given: string[]): Case[] => given.map((name) => [JSON.stringify(name), { name }]);
  accepts('a name', domain, names('ubuntu.com', 'xn--bcher-kva.example', 'a.b.c.d'));
  refuses('domains_name_form', domain, names('', 'com', 'Ubuntu.com', 'ubuntu.com.', '.ubuntu.com', 'a..b', '-a.b', 'a-.b', 'a_b.c', 'a b.c', 'bücher.example', 'a.b\n', `${'a.'.repeat(127)}b`));
  refuses('domains_team_form', domain, ['', '~team', 'Team', 'a/b'].map((team) => [team, { team }]));
  refuses('domains_landing_path_form', domain, ['', '/', 'ubuntu', '//x', '/a/b', '/A', '/-a', '/a-', '/a.'].map((p) => [p, { landing_path: p }]));
  refuses('domains_accent_form', domain, ['', '#fff', '#12345G', 'red', '#ABCDEF', '#123456;'].map((accent) => [accent, { accent }]));
  const twice = async (values: Record<string, unknown>) => { await domain(values); await domain(values); };
  refuses('domains_name_key', twice, [['a name twice', { name: 'twice.test' }]]);
  refuses('domains_landing_path_key', twice, [['a page twice', { landing_path: '/twice' }]]);
  refuses('domains_ownership_token_key', twice, [['a token twice', { ownership_token: 'twice' }]]);
  accepts('no page, twice', twice, [['none', { landing_path: null }]]);
}); // prettier-ignore

describe('aliases', () => {
  const alias = async (values: Record<string, unknown>) =>
    addAlias(client, { domain_id: await addDomain(client), member_id: await addMember(client), ...values });
  const parts = (...given: string[]): Case[] => given.map((p) => [JSON.stringify(p), { local_part: p }]);
  accepts('a local part', alias, parts('a', 'a.b', 'grace+work', "!#$%&'*+/=?^_`{|}~-", 'a'.repeat(64), 'srs0', 'srs2-x'));
  refuses('aliases_local_part_form', alias, parts('', 'Mira', '.a', 'a.', 'a..b', 'a b', 'a@b', '"a"', 'é', 'a\n', 'a'.repeat(65), 'srs0=x', 'srs1+x', 'srs0-x'));
  refuses('aliases_owner', alias, [['nobody', { member_id: null }], ['owned and unclaimed', { unclaimed_at: now }]]);
  refuses('aliases_awaits_form', alias, ['', 'mira', 'https://x/+id/a b'].map((w) => [JSON.stringify(w), { member_id: null, unclaimed_at: now, awaits_identifier: w }]));
  refuses('aliases_awaits_while_unclaimed', alias, [['an owner', { awaits_identifier: 'https://x/+id/a' }]]);
  accepts('no owner', alias, [['unclaimed', { member_id: null, unclaimed_at: now }], ['a tombstone', { member_id: null, released_at: now }]]);
  const g = { entitlement: 'grace', entitlement_reason: 'left_team', grace_until: now };
  const s = { entitlement: 'suspended', entitlement_reason: 'banned', suspended_at: now };
  accepts('an entitlement', alias, [['grace', g], ['suspended', s]]);
  refuses('aliases_entitlement', alias, [
    ['entitled with a reason', { entitlement_reason: 'banned' }], ['entitled with an end', { grace_until: now }], ['entitled and suspended', { suspended_at: now }],
    ['grace without reason', { ...g, entitlement_reason: null }], ['grace without end', { ...g, grace_until: null }], ['grace and suspended', { ...g, suspended_at: now }],
    ['suspended without reason', { ...s, entitlement_reason: null }], ['suspended without time', { ...s, suspended_at: null }], ['suspended with an end', { ...s, grace_until: now }],
  ]);
  refuses('aliases_pause', alias, [['no reply', { paused_at: now }], ['no time', { pause_reply: 'temporary' }], ['an end alone', { paused_until: now }]]);
  refuses('aliases_hold', alias, [['no reason', { held_at: now }], ['no time', { hold_reason: 'x' }]]);
  refuses('aliases_owner_hash_form', alias, [['another form of hash', { member_id: null, released_at: now, owner_hash: 'x' }]]);
  refuses('aliases_freed_is_released', alias, [['freed while in use', { freed_at: now }]]);
  refuses('aliases_domain_id_fkey', alias, [['at no domain', { domain_id: id }]]);
  refuses('aliases_member_id_fkey', alias, [['of nobody there', { member_id: id }]]);
  refuses('aliases_domain_id_local_part_key', async (values) => {
    const domain_id = await addDomain(client);
    for (let i = 0; i < 2; i += 1) await addAlias(client, { domain_id, member_id: await addMember(client), ...values });
  }, [['an address twice, whoever asks', { local_part: 'twice' }]]);
}); // prettier-ignore

describe('the rest', () => {
  const recipient = async (values: Record<string, unknown>) =>
    addRecipient(client, { alias_id: await addAlias(client, { domain_id: await addDomain(client, { name: 'managed.test' }), member_id: await addMember(client) }), ...values });
  refuses('recipients_address_form', recipient, ['', 'a', 'a@b', '@b.c', 'a@b@c.d', 'a b@c.d', 'a@b.c\n', `${'a'.repeat(251)}@b.c`].map((a) => [JSON.stringify(a), { address: a }]));
  refuses('recipients_confirmed_has_time', recipient, [['no time', { confirmed_at: null }]]);
  refuses('recipients_failing_since', recipient, [['a time while it works', { failing_since: now }]]);
  const failing = { state: 'failing', failing_since: now };
  accepts('a failing recipient', recipient, [['without codes', failing], ['with them', { ...failing, failure: '550 5.1.1' }], ['with a word', { ...failing, failure: 'connection_refused' }]]);
  refuses('recipients_failure_is_codes', recipient, [['without a time', { failure: '550' }], ['a text', { ...failing, failure: '550 <a@b.c> unknown' }], ['nothing', { ...failing, failure: '' }]]);
  refuses('recipients_no_loop', recipient, ['a@managed.test', 'a@MANAGED.test', 'a@managed.test.', 'a@managed.test..'].map((a) => [a, { address: a }]));
  refuses('recipients_alias_id_fkey', recipient, [['of no alias', { alias_id: id }]]);
  refuses('recipients_alias_id_address_key', async (values) => {
    const alias_id = await addAlias(client, { domain_id: await addDomain(client), member_id: await addMember(client) });
    await addRecipient(client, { alias_id, address: 'mira@example.org' });
    await addRecipient(client, { alias_id, ...values });
  }, [['one in other letters', { address: 'MIRA@Example.ORG' }]]);
  refuses('recipients_no_loop', async ({ address }) => {
    const alias_id = await addAlias(client, { domain_id: await addDomain(client, { name: 'managed.test' }), member_id: await addMember(client) });
    await addRecipient(client, { alias_id });
    await client.query('UPDATE recipients SET address = $1 WHERE alias_id = $2', [address, alias_id]);
  }, [['a change to a managed domain', { address: 'a@managed.test' }]]);
  refuses('domains_no_loop', async (values) => { await recipient({ address: 'a@Later.Test.' }); await addDomain(client, values); },
    [['a new domain where mail goes already', { name: 'later.test' }]]);
  refuses('domains_no_loop', async ({ name }) => { await recipient({ address: 'a@later.test' }); await client.query('UPDATE domains SET name = $1', [name]); },
    [['a renamed one', { name: 'later.test' }]]);

  const grant = async (values: Record<string, unknown>) => {
    const given = { member_id: await addMember(client), domain_id: await addDomain(client), ...values };
    for (let i = 0; i < 2; i += 1)
      await client.query(`INSERT INTO role_grants (id, member_id, role, domain_id) VALUES ($1, $2, 'admin', $3)`, [randomUUID(), given.member_id, given.domain_id]);
  };
  refuses('role_grants_key', grant, [['a role twice', {}], ['a role over everything twice', { domain_id: null }]]);
  refuses('role_grants_member_id_fkey', grant, [['to nobody', { member_id: id }]]);
  refuses('role_grants_domain_id_fkey', grant, [['at no domain', { domain_id: id }]]);

  const session = (values: Record<string, unknown>) => addMember(client).then((member) => client.query(
    'INSERT INTO sessions (id_hash, member_id, created_at, last_used_at, expires_at) VALUES ($1, $2, now(), now(), now())', [values['hash'] ?? hash('x'), values['member'] ?? member]));
  refuses('sessions_id_is_hash', session, ['', 'plain', hash('x').toUpperCase(), `${hash('x')}0`].map((h) => [h, { hash: h }]));
  refuses('sessions_member_id_fkey', session, [['of nobody', { member: id }]]);
  refuses('sessions_pkey', async (values) => { await session(values); await session(values); }, [['an id twice', {}]]);

  const claim = async (values: Record<string, unknown>) => {
    const given = { alias_id: await addAlias(client, { domain_id: await addDomain(client), unclaimed_at: now }), member_id: await addMember(client), token_hash: hash('t'), expires: '1 day', times: 1, ...values };
    for (let i = 0; i < given.times; i += 1)
      await client.query('INSERT INTO alias_claims (id, alias_id, member_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $5::timestamptz + $6::interval)', [randomUUID(), given.alias_id, given.member_id, given.token_hash, now, given.expires]);
  };
  refuses('alias_claims_token_is_hash', claim, [['a plain token', { token_hash: 't' }]]);
  refuses('alias_claims_expire', claim, [['an end before its beginning', { expires: '0 days' }]]);
  refuses('alias_claims_token_hash_key', claim, [['a token twice', { times: 2 }]]);
  refuses('alias_claims_alias_id_fkey', claim, [['of no alias', { alias_id: id }]]);
  refuses('alias_claims_member_id_fkey', claim, [['of nobody', { member_id: id }]]);
  refuses('sessions_public_id_key', async ({ name }) => { await session({ hash: hash('x') }); await session({ hash: hash('y') }); await client.query('UPDATE sessions SET public_id = $1', [name]); }, [['one name for two', { name: id }]]);

  const attempt = ({ state = hash('s'), browser = hash('b'), path = '/' }: Record<string, unknown>) => client.query(
    `INSERT INTO sign_in_attempts (state_hash, browser_hash, return_to, return_path, expires_at) VALUES ($1, $2, 'x', $3, now())`, [state, browser, path]);
  refuses('sign_in_attempts_are_hashes', attempt, [['a plain state', { state: 's' }], ['a plain browser', { browser: 'b' }]]);
  refuses('sign_in_attempts_path_is_local', attempt, ['', 'https://x', '//x', '/\\x', 'x', ' /x'].map((path) => [path, { path }]));
  accepts('a page of ours', attempt, ['/', '/addresses', '/a?b=//c'].map((path) => [path, { path }]));
  refuses('sign_in_attempts_pkey', async (values) => { await attempt(values); await attempt(values); }, [['a state twice', {}]]);
  refuses('used_nonces_pkey', async ({ value }) => { for (let i = 0; i < 2; i += 1) await client.query('INSERT INTO used_nonces VALUES ($1, now())', [value]); }, [['a nonce twice', { value: 'n' }]]);

  const error = (values: Record<string, unknown>) => addError(client, values);
  refuses('error_entries_code_form', error, ['', 'Alias.taken', 'a b', 'a.', 'mira@example.org', 'a1'].map((code) => [code, { code }]));
  refuses('error_entries_details_without_address', error, [['an address', { details: '{"to":"a@b.c"}' }], ['an escaped one', { details: '{"to":"a\\u0040b.c"}' }], ['one as a name', { details: '{"a@b.c":1}' }]]);
  refuses('error_entries_count', error, [['none', { count: 0 }]]);
  refuses('error_entries_resolved_has_time', error, [['no time', { state: 'resolved' }], ['a time alone', { resolved_at: now }]]);
  refuses('error_entries_fingerprint_key', async (values) => { await error(values); await error(values); }, [['twice', { fingerprint: 'f' }]]);
  refuses('error_entries_member_id_fkey', error, [['of nobody', { member_id: id }]]);
  refuses('error_entries_domain_id_fkey', error, [['at no domain', { domain_id: id }]]);
  refuses('error_occurrences_error_id_fkey', ({ error_id }) => client.query('INSERT INTO error_occurrences (id, error_id) VALUES ($1, $1)', [error_id]), [['of no entry', { error_id: id }]]);
  refuses('error_notices_error_id_fkey', ({ error_id }) => client.query(`INSERT INTO error_notices VALUES ($1, 'a', now())`, [error_id]), [['of no entry', { error_id: id }]]);
  refuses('notice_clocks_pkey', ({ kind }) => client.query(`INSERT INTO notice_clocks VALUES ('a', $1, now()), ('a', $1, now())`, [kind]), [['a clock twice', { kind: 'k' }]]);
  refuses('outbox_mails_member_id_fkey', ({ member }) => client.query(`INSERT INTO outbox_mails (id, member_id, to_address, template, params) VALUES ($1, $1, 'a', 't', '{}')`, [member]), [['to nobody', { member: id }]]);
  refuses('rate_limits_pkey', ({ key }) => client.query('INSERT INTO rate_limits VALUES ($1), ($1)', [key]), [['a key twice', { key: 'k' }]]);

  const audit = ({ action = 'alias.created', changes = '{}' }: Record<string, unknown>) =>
    client.query(`INSERT INTO audit_entries (id, actor_kind, action, changes) VALUES ($1, 'sync', $2, $3)`, [randomUUID(), action, changes]);
  refuses('audit_entries_action_form', audit, ['', 'created', 'alias.', 'Alias.created', 'alias created'].map((action) => [action, { action }]));
  refuses('audit_entries_codes_only', audit, ['a@b.c', 'https://x', '<x>'].map((text) => [text, { changes: JSON.stringify({ x: [null, text] }) }]));
  const reason = async (values: Record<string, unknown>) => {
    const given = { entry_id: randomUUID(), member_id: null, reason: 'x', times: 1, ...values };
    if (!values['entry_id']) await client.query(`INSERT INTO audit_entries (id, actor_kind, action) VALUES ($1, 'admin', 'a.b')`, [given.entry_id]);
    for (let i = 0; i < given.times; i += 1)
      await client.query('INSERT INTO audit_reasons (entry_id, member_id, reason) VALUES ($1, $2, $3)', [given.entry_id, given.member_id, given.reason]);
  };
  refuses('audit_reasons_length', reason, ['', ' ', 'x'.repeat(2001)].map((r) => [`${r.length} characters`, { reason: r }]));
  refuses('audit_reasons_pkey', reason, [['two for an entry', { times: 2 }]]);
  refuses('audit_reasons_entry_id_fkey', reason, [['of no entry', { entry_id: id }]]);
  refuses('audit_reasons_member_id_fkey', reason, [['about nobody', { member_id: id }]]);
  refuses('audit_append_only', async ({ sql }) => { await audit({}); await client.query(String(sql)); },
    [['a change', { sql: `UPDATE audit_entries SET action = 'a.b'` }], ['a removal', { sql: 'DELETE FROM audit_entries' }], ['emptying', { sql: 'TRUNCATE audit_entries CASCADE' }]]);
}); // prettier-ignore

describe('sync runs', () => {
  const run = async (values: Record<string, unknown>, times = 1) => {
    const domain_id = await addDomain(client);
    for (let n = 0; n < times; n += 1) {
      const row = { id: randomUUID(), domain_id, mode: 'apply', origin: 'admin', ...values };
      await client.query(
        `INSERT INTO sync_runs (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`,
        Object.values(row),
      );
      if (n === times - 1) return row;
    }
    throw new Error('none was made');
  };
  const held = { state: 'reading', lease: id, lease_until: now };
  const ended = { state: 'applied', finished_at: now };
  accepts('a run', run, [['queued', {}], ['held', held], ['applied', ended], ['stopped', { state: 'stopped', reason_code: 'launchpad.unavailable', finished_at: now }],
    ['a plan', { mode: 'plan', state: 'planned', finished_at: now }]]);
  refuses('sync_runs_lease', run, [['a lease without end', { state: 'reading', lease: id }]]);
  refuses('sync_runs_held_while_under_way', run, [['held when it has ended', { ...held, ...ended }], ['held in the queue', { ...held, state: 'queued' }]]);
  refuses('sync_runs_finished', run, [['an end without time', { state: 'applied' }], ['a time without end', { finished_at: now }], ['a waiting one that ended', { state: 'needs_approval', finished_at: now }]]);
  refuses('sync_runs_reason', run, [['stopped', { state: 'stopped', finished_at: now }], ['failed', { state: 'failed', finished_at: now }]]);
  refuses('sync_runs_reason_without_address', run, [['an address', { reason_code: 'x', reason_detail: 'a@b.c' }]]);
  refuses('sync_runs_plan_keeps_nothing', run, ['applying', 'applied', 'needs_approval', 'rejected', 'superseded'].map((state) =>
    [state, { mode: 'plan', state, finished_at: /^(applying|needs)/.test(state) ? null : now }]));
  refuses('sync_runs_plan_keeps_nothing', run, [['accepted', { mode: 'plan', accepted_at: now }]]);
  refuses('sync_runs_apply_is_not_planned', run, [['planned', { state: 'planned', finished_at: now }]]);
  refuses('sync_runs_decision', run, [['no reason', { decided_at: now }], ['no time', { decision_reason: 'x' }], ['by somebody at no time', { decided_by: id }]]);
  refuses('sync_runs_one_held', (values) => run(values, 2), [['two of a domain', held]]);
  refuses('sync_runs_one_queued', (values) => run(values, 2), [['two of a domain', {}]]);
  refuses('sync_runs_one_to_approve', (values) => run(values, 2), [['two of a domain', { state: 'needs_approval' }]]);
  refuses('sync_runs_domain_id_fkey', run, [['at no domain', { domain_id: id }]]);
  refuses('sync_runs_roster_id_fkey', run, [['of no roster', { roster_id: id }]]);
  refuses('sync_runs_stay_ended', async ({ state }) => {
    const made = await run(ended);
    await client.query('UPDATE sync_runs SET state = $2, finished_at = NULL WHERE id = $1', [made.id, state]);
  }, [['again in the queue', { state: 'queued' }], ['applying', { state: 'applying' }]]);

  const item = async (values: Record<string, unknown>) => {
    const made = await run({});
    const row = { id: randomUUID(), run_id: made.id, action: 'grace', after: 'grace', member_id: await addMember(client), ...values };
    await client.query(
      `INSERT INTO sync_run_items (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map((_, i) => `$${i + 1}`).join(', ')})`,
      Object.values(row),
    );
    return row.id;
  };
  accepts('an item', item, [['planned', {}], ['a loss', { is_loss: true }]]);
  refuses('sync_items_applied_has_time', item, [['no time', { state: 'applied' }], ['a time alone', { applied_at: now }]]);
  refuses('sync_items_about', item, [['about nobody', { member_id: null }]]);
  refuses('sync_items_loss', item, [['an addition', { action: 'add', is_loss: true }]]);
  refuses('sync_run_items_run_id_fkey', item, [['of no run', { run_id: id }]]);
  refuses('sync_run_items_member_id_fkey', item, [['of nobody', { member_id: id }]]);
  refuses('sync_run_items_alias_id_fkey', item, [['of no alias', { alias_id: id }]]);
  refuses('sync_items_applied_once', async ({ sql }) => {
    const made = await item({ state: 'applied', applied_at: now });
    await client.query(`UPDATE sync_run_items SET ${String(sql)} WHERE id = $1`, [made]);
  }, [['once more', { sql: `applied_at = now() + interval '1 day'` }], ['undone', { sql: `applied_at = NULL, state = 'planned'` }]]);

  const roster = async (values: Record<string, unknown>) =>
    client.query('INSERT INTO rosters (id, domain_id, digest, size, content) VALUES ($1, $2, $3, $4, $5)', [
      randomUUID(), values['domain_id'] ?? (await addDomain(client)), values['digest'] ?? hash('x'), values['size'] ?? 1, Buffer.from('x')]);
  refuses('rosters_digest_form', roster, [['no digest', { digest: 'x' }], ['fewer than none', { size: -1 }]]);
  refuses('rosters_domain_id_fkey', roster, [['at no domain', { domain_id: id }]]);
  refuses('launchpad_gate_one_row', () => client.query('INSERT INTO launchpad_gate (id) VALUES (false)'), [['a second row', {}]]);

  const loss = async (values: Record<string, unknown>) => {
    const domain_id = await addDomain(client);
    const row = { domain_id, alias_id: await addAlias(client, { domain_id, member_id: await addMember(client) }), run_id: null, ...values };
    return client.query('INSERT INTO entitlement_losses (id, domain_id, alias_id, run_id) VALUES ($1, $2, $3, $4)', [
      randomUUID(), row.domain_id, row.alias_id, row.run_id]);
  };
  refuses('entitlement_losses_domain_id_fkey', loss, [['at no domain', { domain_id: id }]]);
  refuses('entitlement_losses_alias_id_fkey', loss, [['of no alias', { alias_id: id }]]);
  refuses('entitlement_losses_run_id_fkey', loss, [['of no run', { run_id: id }]]);
}); // prettier-ignore

describe('what members do by themselves', () => {
  const owned = async () => {
    const member_id = await addMember(client);
    return { member_id, alias_id: await addAlias(client, { domain_id: await addDomain(client), member_id }) };
  };
  const add = (table: string, values: Record<string, unknown>) => client.query(
    `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(values));
  const change = async (values: Record<string, unknown>) => add('recipient_changes', {
    id: randomUUID(), ...(await owned()), kind: 'add', address: 'a@b.example', token_mac: hash('t'), code_mac: hash('c'), cancel_mac: hash('x'),
    created_at: now, expires_at: new Date(now.getTime() + 1), ...values });
  const happened = { state: 'confirmed', confirmed_at: now, undo_until: now, before: '[]' };
  accepts('a change', change, [['pending', {}], ['confirmed', happened], ['a removal', { ...happened, kind: 'remove', replaces_id: id, token_mac: null, code_mac: null }]]);
  refuses('recipient_changes_proofs_are_macs', change, [['a plain token', { token_mac: 't' }], ['a plain code', { code_mac: '123456' }], ['a plain link', { cancel_mac: 'x' }]]);
  refuses('recipient_changes_states', change, [['pending without a proof', { token_mac: null }], ['pending, taken back', { taken_back_at: now }], ['confirmed without time', { ...happened, confirmed_at: null }],
    ['confirmed without what was before', { ...happened, before: null }], ['cancelled once confirmed', { state: 'cancelled', confirmed_at: now }], ['undone without having happened', { state: 'undone' }]]);
  refuses('recipient_changes_replaces', change, [['a replacement of nothing', { kind: 'replace' }], ['an addition in place of one', { replaces_id: id }]]);
  refuses('recipient_changes_expire', change, [['an end at its beginning', { expires_at: now }]]);
  refuses('recipient_changes_member_id_fkey', change, [['of nobody', { member_id: id }]]);
  refuses('recipient_changes_alias_id_fkey', change, [['of no alias', { alias_id: id }]]);
  refuses('recipient_changes_one_pending', async (values) => { const ids = await owned(); await change({ ...ids, ...values }); await change(ids); }, [['two that are pending', {}]]);
  accepts('one pending beside one that is over', async (values) => { const ids = await owned(); await change({ ...ids, ...values }); await change(ids); }, [['superseded', { state: 'superseded' }]]);

  const attempt = (values: Record<string, unknown>) => add('attempts', { id: randomUUID(), kind: 'request', target_hash: hash('t'), at: now, ...values });
  refuses('attempts_target_is_hash', attempt, [['an address', { target_hash: 'a@b.example' }]]);
  refuses('attempts_member_id_fkey', attempt, [['by nobody', { member_id: id }]]);

  const test = async (values: Record<string, unknown>) => add('test_messages', { id: randomUUID(), ...(await owned()), token_mac: hash('t'), mails: 1, created_at: now, ...values });
  accepts('a test', test, [['new', {}], ['taken', { accepted: 1, host: 'mx.example.org', answer: '250 2.0.0' }]]);
  refuses('test_messages_token_is_mac', test, [['a plain token', { token_mac: 't' }]]);
  refuses('test_messages_mails', test, [['to nobody', { mails: 0 }], ['more taken than sent', { accepted: 2 }]]);
  refuses('test_messages_answer_is_codes', test, [['a text', { answer: '550 <a@b.c> unknown' }], ['no host', { host: 'a b' }]]);
  refuses('test_messages_path_hash', test, [['a plain word', { path_hash: 'x' }]]);
  const twice = async (values: Record<string, unknown>) => {
    await test(values);
    await test(values);
  };
  refuses('test_messages_path_hash_key', twice, [['two with one word', { path_hash: hash('w') }]]);
  refuses('test_messages_forwarded', test, [['by a way that it does not go', { forwarded_at: now }]]);
  refuses('test_messages_member_id_fkey', test, [['of nobody', { member_id: id }]]);
  refuses('test_messages_alias_id_fkey', test, [['of no alias', { alias_id: id }]]);

  const key = async (values: Record<string, unknown>) => add('idempotency_keys', { member_id: (await owned()).member_id, key_hash: hash('k'), request_hash: hash('r'), lease_until: now, expires_at: now, ...values });
  refuses('idempotency_keys_are_hashes', key, [['a plain key', { key_hash: 'k' }], ['a plain request', { request_hash: 'r' }]]);
  refuses('idempotency_keys_answer', key, [['a status alone', { status: 201 }], ['an answer alone', { answer: '{}' }]]);
  refuses('idempotency_keys_member_id_fkey', key, [['of nobody', { member_id: id }]]);
  const dataExport = async (values: Record<string, unknown>) => add('data_exports', { id: randomUUID(), member_id: (await owned()).member_id, created_at: now, expires_at: new Date(now.getTime() + 1), ...values });
  const made = { made_at: now, size: 1, content: Buffer.from('x') };
  accepts('an export', dataExport, [['that waits', {}], ['that is made', made]]);
  refuses('data_exports_made', dataExport, [['made of nothing', { made_at: now }], ['content that waits', { content: made.content }], ['an empty one', { ...made, size: 0 }]]);
  refuses('data_exports_times', dataExport, [['an end at its beginning', { expires_at: now }], ['one made before', { ...made, made_at: new Date(0) }]]);
  refuses('data_exports_tries', dataExport, [['fewer than none', { tries: -1, next_try_at: now }], ['tried, and no next time', { tries: 1 }], ['a next time, and not tried', { next_try_at: now }]]);
  refuses('data_exports_member_id_fkey', dataExport, [['of nobody', { member_id: id }]]);
  refuses('data_exports_member_id_key', async (values) => { const { member_id } = await owned(); await dataExport({ ...values, member_id }); await dataExport({ member_id }); }, [['two of one person', {}]]);
  refuses('kept_bans_owner_is_hash', (values) => add('kept_bans', { owner_hash: hash('o'), banned_at: now, reason: 'x', ...values }), [['an identifier', { owner_hash: 'https://x/+id/a' }]]);
}); // prettier-ignore

describe('domain checks', () => {
  const add = (table: string, values: Record<string, unknown>) => client.query(
    `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(values));
  const record = async (values: Record<string, unknown>) => add('domain_records', { domain_id: await addDomain(client), type: 'MX', name: 'x.test', state: 'ok', expected: 'a', found: 'a', is_required: true, checked_at: now, ...values });
  const change = async (values: Record<string, unknown>) => add('domain_record_changes', { id: randomUUID(), domain_id: await addDomain(client), type: 'MX', name: 'x.test', state: 'ok', expected: 'a', found: 'a', at: now, ...values });
  const schedule = async (values: Record<string, unknown>) => add('domain_check_schedules', { domain_id: await addDomain(client), due_at: now, ...values });
  accepts('a record', record, [['right', {}], ['wrong', { state: 'wrong', found: '', wrong_since: now }], ['unknown', { state: 'unknown', found: null }]]);
  refuses('domain_records_type_known', record, [['an unknown type', { type: 'PTR' }]]);
  refuses('domain_records_unknown_found_nothing', record, [['an answer that nobody gave', { state: 'unknown' }], ['none that somebody gave', { found: null }]]);
  refuses('domain_records_ok_is_not_wrong', record, [['right and wrong', { wrong_since: now }]]);
  refuses('domain_records_wrong_since', record, [['wrong from tomorrow', { state: 'wrong', wrong_since: new Date(now.getTime() + 1) }]]);
  refuses('domain_records_domain_id_fkey', record, [['of no domain', { domain_id: id }]]);
  refuses('domain_record_changes_unknown_found_nothing', change, [['an answer that nobody gave', { state: 'unknown' }]]);
  refuses('domain_record_changes_domain_id_fkey', change, [['of no domain', { domain_id: id }]]);
  refuses('domain_check_schedules_domain_id_fkey', schedule, [['of no domain', { domain_id: id }]]);
}); // prettier-ignore

describe('mail', () => {
  const add = (table: string, values: Record<string, unknown>) => client.query(
    `INSERT INTO ${table} (${Object.keys(values).join(', ')}) VALUES (${Object.keys(values).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(values));
  const aliasId = async () => addAlias(client, { domain_id: await addDomain(client), member_id: await addMember(client) });
  const hour = '2026-03-29T01:00:00Z';
  const day = async (values: Record<string, unknown>) => add('alias_mail_days', { alias_id: await aliasId(), day: '2026-03-29', last_hour: hour, ...values });
  accepts('a day', day, [['without mail', {}], ['with some', { forwarded: 3, refused: 1 }]]);
  refuses('alias_mail_days_counts', day, [['fewer than none', { forwarded: -1 }], ['fewer refused than none', { refused: -1 }]]);
  refuses('alias_mail_days_hour', day, [['a minute', { last_hour: '2026-03-29T01:01:00Z' }], ['a second', { last_hour: '2026-03-29T01:00:01Z' }], ['an hour of another day', { day: '2026-03-30' }]]);
  refuses('alias_mail_days_alias_id_fkey', day, [['of no alias', { alias_id: id }]]);

  const recipient = async (values: Record<string, unknown>) => addRecipient(client, { alias_id: await aliasId(), ...values });
  const refused = { refusals: 2, refused_since: now, refusal: '550 5.1.1', refusal_host: 'mx.example.org' };
  accepts('refusals in a row', recipient, [['two', refused], ['of an address literal', { ...refused, refusal_host: '2001:db8::1' }]]);
  refuses('recipients_refusals', recipient, [['fewer than none', { refusals: -1 }], ['none, since a time', { refused_since: now }], ['some, since no time', { refusals: 1 }]]);
  refuses('recipients_refusal_is_codes', recipient, [['a text', { ...refused, refusal: '550 5.1.1 <a@b.c> unknown' }], ['a refusal for now', { ...refused, refusal: '450 4.2.1' }], ['one of no refusals', { refusal: '550 5.1.1' }]]);
  refuses('recipients_refusal_host', recipient, [['a mailbox', { ...refused, refusal_host: 'a@b.c' }], ['a host that said nothing', { ...refused, refusal: null }]]);
  const failing = { state: 'failing', failing_since: now };
  accepts('the host of a failing mailbox', recipient, [['named', { ...failing, failing_host: 'mx.example.org' }]]);
  refuses('recipients_failing_host', recipient, [['while it works', { failing_host: 'mx.example.org' }], ['a mailbox', { ...failing, failing_host: 'a@b.c' }]]);

  const key = (values: Record<string, unknown>) => add('dkim_keys', { domain: 'ubuntu.test', selector: 's1', public_key: 'MIIB', state: 'waiting', created_at: now, ...values });
  accepts('a key', key, [['waiting', {}], ['in use', { state: 'active' }], ['retired', { state: 'retired', retired_at: now }]]);
  refuses('dkim_keys_domain_form', key, ['', 'Ubuntu.test', 'a b', '-a'].map((d) => [JSON.stringify(d), { domain: d }]));
  refuses('dkim_keys_selector_form', key, ['', 'S1', 'a.b', 'a'.repeat(64)].map((x) => [JSON.stringify(x), { selector: x }]));
  refuses('dkim_keys_public', key, [['PEM', { public_key: '-----BEGIN PRIVATE KEY-----' }], ['too long for a public one', { public_key: 'A'.repeat(801) }], ['nothing', { public_key: '' }]]);
  refuses('dkim_keys_retired', key, [['retired, nobody knows when', { state: 'retired' }], ['in use and retired', { state: 'active', retired_at: now }]]);
  const second = (state: string) => async (values: Record<string, unknown>) => { await key({ state }); await key({ state, selector: 's2', ...values }); };
  refuses('dkim_keys_one_active', second('active'), [['two in use', {}]]);
  refuses('dkim_keys_one_waiting', second('waiting'), [['two that wait', {}]]);
  accepts('keys of two domains', second('active'), [['one each', { domain: 'kubuntu.test' }]]);
}); // prettier-ignore

test('every constraint of the migrations is in the tables above or follows from a primary key', async () => {
  const { rows } = await client.query<{ name: string }>(`
    SELECT conname AS name FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE n.nspname = 'public' AND contype IN ('c', 'f', 'u') AND conrelid::regclass::text NOT LIKE '\\_prisma%'
    UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE 'CREATE UNIQUE%' AND indexname NOT LIKE '%\\_pkey'`);
  const { readFile } = await import('node:fs/promises');
  const tests = await readFile(import.meta.filename, 'utf8');
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.map((r) => r.name).filter((name) => !tests.includes(`'${name}'`))).toEqual([]);
});
