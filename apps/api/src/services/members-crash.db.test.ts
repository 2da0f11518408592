import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemberService, type MemberService } from './members.ts';
import { answer, NOTICES, openScene, signInOf, type Scene } from './testing/scene.ts';

const NOTHING = { aliases: 0, audited: 0, mails: 0 };
/** Two addresses, each audited, told to the contributor in one mail and to the one contact there is. */
const WHOLE = { aliases: 2, audited: 2, mails: 2 };

let scene: Scene;
let members: MemberService;
let count = 0;
let identifier = '';
let statements = 0;

beforeAll(async () => {
  scene = await openScene();
  const { database, verification, clock } = scene;
  members = createMemberService({ database, verification, notices: NOTICES, clock });
  await scene.query('UPDATE domains SET admin_contacts = $1 WHERE name <> $2', [[], 'ubuntu.test']);
});
afterAll(() => scene.close());

beforeEach(() => {
  count += 1;
  identifier = `https://login.ubuntu.com/+id/crash${count}`;
  scene.launchpad.set(identifier, answer({ name: `mira-${count}` }));
});

const signIn = () => members.signIn(signInOf(identifier));

async function left(): Promise<typeof NOTHING> {
  const [row] = await scene.query(
    `SELECT (SELECT count(*)::int FROM aliases WHERE local_part = $1) AS aliases,
            (SELECT count(*)::int FROM audit_entries u JOIN aliases a ON a.id = u.alias_id WHERE a.local_part = $1) AS audited,
            (SELECT count(*)::int FROM outbox_mails WHERE template = 'addresses-ready' AND params::text LIKE $2)
          + (SELECT count(*)::int FROM outbox_mails WHERE template = 'address-created' AND to_address = 'ubuntu-admin@example.org'
               AND params::text LIKE $2) AS mails`,
    [`mira-${count}`, `%"mira-${count}@%`],
  );
  return row as typeof NOTHING;
}

describe('a connection that is lost during a sign-in', () => {
  it('has statements to be lost at', async () => {
    // What is read once for all sign-ins is read by then.
    await members.signIn(signInOf('https://login.ubuntu.com/+id/first'));
    const before = 1_000;
    scene.fuse.left = before;
    await signIn();
    statements = before - scene.fuse.left;
    scene.fuse.left = Infinity;
    expect(statements).toBeGreaterThan(5);
    expect(await left()).toEqual(WHOLE);
  });

  it.each(['before', 'after'] as const)(
    '%s any statement leaves nothing or all; tried again it is whole',
    async (mode) => {
      for (let statement = 0; statement < statements; statement += 1) {
        count += 1;
        identifier = `https://login.ubuntu.com/+id/crash${count}`;
        scene.launchpad.set(identifier, answer({ name: `mira-${count}` }));
        Object.assign(scene.fuse, { left: statement, mode });
        await expect(signIn()).rejects.toThrow();
        scene.fuse.left = Infinity;
        await scene.fuse.noticed;
        // Only the answer to COMMIT, the last of them, is lost after everything was done.
        const isDone = mode === 'after' && statement === statements - 1;
        expect({ statement, ...(await left()) }).toEqual({ statement, ...(isDone ? WHOLE : NOTHING) });
        await signIn();
        expect({ statement, ...(await left()) }).toEqual({ statement, ...WHOLE });
      }
    },
  );
});
