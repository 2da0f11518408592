import { auditPageSchema, auditQuerySchema, type AuditEntry } from '@ubuntu-aliases/shared';
import type { AuditReads, AuditRecord } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';
import { readScope } from '../../middleware/require-member.ts';
import { setNextLink } from '../../next-link.ts';

export function adminAuditRoutes({ endpoint }: Api, { audit }: { audit: AuditReads }): void {
  endpoint(
    {
      method: 'get',
      path: '/admin/audit',
      summary: 'What admins, members and the sync did, latest first',
      tag: 'Audit',
      access: 'admin',
      status: 200,
      query: auditQuerySchema,
      response: auditPageSchema,
    },
    async ({ ctx, member, query }) => {
      const { items, nextCursor, total } = await audit.list(query, readScope(member));
      setNextLink(ctx, nextCursor);
      return { items: items.map(presentAuditEntry), nextCursor, total };
    },
  );
}

function presentAuditEntry(row: AuditRecord): AuditEntry {
  const { id, action, member, domain, errorId, changes, reason, requestId } = row;
  return {
    id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, member: row.actor },
    action,
    member,
    alias: row.aliasId === null ? null : { id: row.aliasId, address: row.address },
    domain,
    errorId,
    changes,
    reason,
    requestId,
  };
}
