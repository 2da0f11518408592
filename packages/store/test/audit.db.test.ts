import { expect, it } from 'vitest';
import { addMember, useDatabase } from './rows.ts';

const db = useDatabase();

it('a reason is kept beside its entry, and only where there is one', async () => {
  const memberId = await addMember(db.database.pool);
  const actor = { kind: 'admin', memberId: null } as const;
  await db.stores.audit.append([
    { actor, action: 'member.banned', memberId, reason: 'sends spam from mira@example.org' },
    { actor, action: 'alias.freed', address: 'mira@ubuntu.test' },
    { actor, action: 'alias.held', memberId, reason: null },
  ]);
  const rows = await db.database.client.auditEntry.findMany({
    select: { action: true, reason: { select: { memberId: true, reason: true, address: true } } },
    orderBy: { action: 'asc' },
  });
  expect(rows).toEqual([
    { action: 'alias.freed', reason: { memberId: null, reason: '', address: 'mira@ubuntu.test' } },
    { action: 'alias.held', reason: null },
    {
      action: 'member.banned',
      reason: { memberId, reason: 'sends spam from mira@example.org', address: null },
    },
  ]);
});
