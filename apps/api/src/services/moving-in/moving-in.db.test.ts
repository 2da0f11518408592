import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAliasesForExport } from '@ubuntu-aliases/store';
import { openScene, type Scene } from '../testing/scene.ts';
import { csvCell, exportAddresses, type ExportFormat } from './export-addresses.ts';
import { importAddresses, type ImportSettings } from './import-addresses.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());
// What is never deleted in earnest.
beforeEach(() =>
  scene
    .query('UPDATE aliases SET released_at = now(), freed_at = now()')
    .then(() => scene.query('DELETE FROM aliases')),
);

const ID = 'https://login.ubuntu.com/+id/mira';

async function run(text: string, settings: Partial<ImportSettings> = {}) {
  const lines: string[] = [];
  const chunks = (async function* () {
    yield await Promise.resolve(text);
  })();
  const result = await importAddresses(scene.database, chunks, {
    ssoUrl: 'https://login.ubuntu.com',
    isDryRun: false,
    skipBad: false,
    allowReserved: false,
    update: false,
    now: scene.time.now,
    onLine: (line, code) => void lines.push(`${line} ${code}`),
    ...settings,
  });
  return { ...result, lines };
}

const stored = () =>
  scene.query(`
    SELECT a.local_part || '@' || d.name AS address, a.member_id, a.origin, a.unclaimed_at IS NOT NULL AS unclaimed,
           a.awaits_identifier AS awaits, a.version,
           (SELECT string_agg(r.address || ' ' || r.state, ',') FROM recipients r WHERE r.alias_id = a.id) AS recipients
    FROM aliases a JOIN domains d ON d.id = a.domain_id ORDER BY 1`);

const mira = {
  address: 'mira@ubuntu.test',
  member_id: null,
  origin: 'imported',
  unclaimed: true,
  awaits: null,
  version: 0,
  recipients: 'mira@example.org confirmed',
};

describe('an import', () => {
  it('makes unclaimed addresses with their recipients and audit entries', async () => {
    const text = `Address,Recipient,Identifier\nMira@Ubuntu.test,mira@example.org\nkim@kubuntu.test,"kim@example.org",${ID}\n`;
    expect(await run(text)).toMatchObject({
      read: 2,
      created: 2,
      unchanged: 0,
      bad: 0,
      isWritten: true,
      lines: [],
    });
    expect(await stored()).toEqual([
      { ...mira, address: 'kim@kubuntu.test', awaits: ID, recipients: 'kim@example.org confirmed' },
      mira,
    ]);
    const [audit] = await scene.query(
      "SELECT count(*)::int AS n FROM audit_entries WHERE action = 'alias.imported'",
    );
    expect(audit).toEqual({ n: 2 });
  });

  it('changes nothing the second time, nor in a dry run', async () => {
    const text = 'mira@ubuntu.test,mira@example.org\n';
    expect(await run(text, { isDryRun: true })).toMatchObject({ created: 1, isWritten: false });
    expect(await stored()).toEqual([]);
    await run(text);
    expect(await run(text)).toMatchObject({ created: 0, unchanged: 1, bad: 0, isWritten: true, lines: [] });
    expect(await stored()).toEqual([mira]);
  });

  it('with a bad line leaves all of the file out, or that line alone when told to', async () => {
    const text =
      'mira@ubuntu.test,mira@example.org\nkim@ubuntu.test,kim@ubuntu.test\nmira@ubuntu.test,mira@example.org\n"\n' +
      'lee@ubuntu.test,lee@example.org\nLEE@ubuntu.test,other@example.org\n';
    const lines = [
      '2 recipient_loop',
      '4 line_malformed',
      '3 line_repeated',
      '5 address_contradicted',
      '6 address_contradicted',
    ];
    const refused = await run(text);
    expect(refused).toMatchObject({ read: 6, bad: 4, isWritten: false });
    expect(refused.lines).toEqual(lines);
    expect(await stored()).toEqual([]);
    expect(await run(text, { skipBad: true })).toMatchObject({ created: 1, bad: 4, isWritten: true, lines });
    expect(await stored()).toEqual([mira]);
  });

  it('leaves what somebody owns, or owned, to them', async () => {
    await scene.query(`
      INSERT INTO members (id, claimed_identifier) VALUES ('01890000-0000-7000-8000-000000000001', '${ID}');
      INSERT INTO aliases (id, domain_id, local_part, member_id, released_at)
      SELECT gen_random_uuid(), d.id, x.name, '01890000-0000-7000-8000-000000000001', x.released
      FROM domains d, (VALUES ('mira', NULL::timestamptz), ('gone', now())) x (name, released) WHERE d.name = 'ubuntu.test'`);
    const text = 'mira@ubuntu.test,thief@example.org\ngone@ubuntu.test,thief@example.org\n';
    const result = await run(text, { update: true });
    expect(result).toMatchObject({ created: 0, updated: 0, unchanged: 2, bad: 0 });
    expect(result.lines).toEqual(['1 address_owned', '2 address_released']);
    expect((await stored()).map((a) => a['recipients'])).toEqual([null, null]);
  });

  it('brings what is there up to date only when told to', async () => {
    await run('mira@ubuntu.test,mira@example.org\n');
    const text = `mira@ubuntu.test,new@example.org,${ID}\n`;
    expect(await run(text)).toMatchObject({ bad: 1, isWritten: false, lines: ['1 address_differs'] });
    expect(await stored()).toEqual([mira]);
    expect(await run(text, { update: true })).toMatchObject({ updated: 1, bad: 0, isWritten: true });
    expect(await stored()).toEqual([
      { ...mira, awaits: ID, version: 1, recipients: 'new@example.org confirmed' },
    ]);
    expect(await run(text, { update: true })).toMatchObject({ updated: 0, unchanged: 1 });
  });

  it('twice at once comes to the same', async () => {
    const text = Array.from({ length: 1_500 }, (_, n) => `p${n}@ubuntu.test,p${n}@example.org`).join('\n');
    const results = await Promise.all([run(text), run(text)]);
    expect(results.map((r) => r.created).sort((a, b) => a - b)).toEqual([0, 1_500]);
    expect(await stored()).toHaveLength(1_500);
  });
});

describe('an export', () => {
  async function lines(format: ExportFormat, domain: string | null = null): Promise<string[]> {
    const table: string[] = [];
    const rows = readAliasesForExport(scene.database.pool, domain);
    for await (const line of exportAddresses(rows, format, scene.time.now)) table.push(line);
    return table;
  }

  it('says of every address what becomes of its mail', async () => {
    await run(
      'a@ubuntu.test,=cmd@example.org\n#b@ubuntu.test,b@example.org\nc@ubuntu.test,c@example.org\nd@kubuntu.test,d@example.org\n-e@ubuntu.test,e@example.org',
    );
    await scene.query("UPDATE aliases SET held_at = now(), hold_reason = 'x' WHERE local_part = 'c'");
    await scene.query(
      "UPDATE aliases SET entitlement = 'grace', entitlement_reason = 'left_team', grace_until = now() WHERE local_part = 'd'",
    );
    await scene.query(
      "UPDATE recipients SET state = 'pending', confirmed_at = NULL WHERE address = 'e@example.org'",
    );
    expect((await lines('csv')).join('').split('\r\n').sort()).toEqual([
      '',
      '#b@ubuntu.test,active,,b@example.org',
      "'-e@ubuntu.test,active,,",
      "a@ubuntu.test,active,,'=cmd@example.org",
      'address,state,reason,recipients',
      'c@ubuntu.test,suspended,held,c@example.org',
      'd@kubuntu.test,grace,,d@example.org',
    ]);
    expect((await lines('postfix')).sort()).toEqual([
      '"#b@ubuntu.test"\tb@example.org\n',
      'a@ubuntu.test\t=cmd@example.org\n',
      'd@kubuntu.test\td@example.org\n',
    ]);
    expect(await lines('postfix', 'kubuntu.test')).toEqual(['d@kubuntu.test\td@example.org\n']);
  });

  it('leaves nothing for a spreadsheet to run and no cell to break out of', () => {
    expect(['=1', '+1', '-1', '@x', '\tx', 'a,"b"\r\n', 'plain'].map(csvCell)).toEqual([
      "'=1", "'+1", "'-1", "'@x", "'\tx", '"a,""b""\r\n"', 'plain',
    ]); // prettier-ignore
  });
});
