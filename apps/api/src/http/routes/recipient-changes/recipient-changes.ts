import { z } from 'zod';
import {
  aliasSchema,
  AppError,
  cancelRecipientChangeSchema,
  confirmRecipientChangeSchema,
  createRecipientChangeSchema,
  previewRecipientChangeSchema,
  recipientChangePageSchema,
  recipientChangePreviewSchema,
  recipientChangeResultSchema,
  recipientChangeSchema,
  type RecipientChange,
} from '@ubuntu-aliases/shared';
import type { RecipientChangeRow, RequestReads } from '@ubuntu-aliases/store';
import { stateOf, type RecipientChangeService } from '../../../services/recipient-changes/index.ts';
import { requireFreshSignIn } from '../../fresh-sign-in.ts';
import type { Api } from '../../guard.ts';
import { requireVersion, versionTag } from '../../preconditions.ts';
import { presentAlias } from '../aliases/present-alias.ts';

export interface RecipientChangeRouteDeps {
  recipientChanges: RecipientChangeService;
  reads: RequestReads;
  clock: () => Date;
}

const params = z.object({ id: z.uuid() });
const tag = 'Where mail goes';

export function recipientChangeRoutes({ endpoint }: Api, deps: RecipientChangeRouteDeps): void {
  const { recipientChanges, reads, clock } = deps;

  endpoint(
    {
      method: 'post',
      path: '/aliases/:id/recipient-changes',
      summary: 'Ask for mail to go elsewhere; the new mailbox has to agree, the old one is told',
      tag,
      access: 'member',
      params,
      body: createRecipientChangeSchema,
      status: 201,
      response: recipientChangeSchema,
      refusals: [
        'alias.not_found',
        'auth.stale',
        'alias.recipient_invalid',
        'alias.recipient_loop',
        'alias.recipient_no_mail',
        'alias.recipient_unchanged',
        'alias.recipient_limit',
        'recipient.not_found',
        'recipient_change.blocked',
      ],
    },
    async ({ ctx, member, params: { id }, body, requestId }) => {
      if (!(await reads.findAlias(member.id, id))) throw new AppError('alias.not_found');
      requireFreshSignIn(ctx, clock());
      const wanted = { address: body.address, replaces: body.replaces };
      const change = await recipientChanges.ask({ memberId: member.id, requestId }, id, wanted);
      return presentChange(change, clock());
    },
  );

  endpoint(
    {
      method: 'get',
      path: '/aliases/:id/recipient-changes',
      summary: 'What waits for the new mailbox to agree',
      tag,
      access: 'member',
      params,
      status: 200,
      response: recipientChangePageSchema,
      refusals: ['alias.not_found'],
    },
    async ({ member, params: { id } }) => {
      const changes = await recipientChanges.listPending(member.id, id);
      return { items: changes.map((change) => presentChange(change, clock())), nextCursor: null };
    },
  );

  endpoint(
    {
      method: 'delete',
      path: '/aliases/:id/recipients/:recipientId',
      summary: 'Take one of several recipients away; all of them are told',
      tag,
      access: 'member',
      conditional: true,
      params: z.object({ id: z.uuid(), recipientId: z.uuid() }),
      status: 200,
      response: aliasSchema,
      refusals: [
        'alias.not_found',
        'auth.stale',
        'recipient.not_found',
        'alias.recipient_last',
        'recipient_change.blocked',
      ],
    },
    async ({ ctx, member, params: { id, recipientId }, requestId }) => {
      const before = await reads.findAlias(member.id, id);
      if (!before) throw new AppError('alias.not_found');
      const version = requireVersion(ctx, id, before.version);
      requireFreshSignIn(ctx, clock());
      await recipientChanges.remove({ memberId: member.id, requestId }, id, { recipientId, version });
      const after = await reads.findAlias(member.id, id);
      if (!after) throw new AppError('alias.not_found');
      const answer = presentAlias(after, clock());
      ctx.set('ETag', versionTag(after.id, after.version, answer));
      return answer;
    },
  );

  const ofMails = { tag, access: 'public', params, status: 200 } as const;

  endpoint(
    {
      ...ofMails,
      method: 'get',
      path: '/recipient-changes/:id',
      summary: 'One of my changes',
      access: 'member',
      response: recipientChangeSchema,
      refusals: ['recipient_change.not_found'],
    },
    async ({ member, params: { id } }) => presentChange(await recipientChanges.get(member.id, id), clock()),
  );

  endpoint(
    {
      ...ofMails,
      method: 'post',
      path: '/recipient-changes/:id/preview',
      summary: 'What the link of a mail is about; changes nothing',
      body: previewRecipientChangeSchema,
      response: recipientChangePreviewSchema,
      refusals: ['recipient_change.not_found', 'recipient_change.proof_invalid'],
    },
    ({ params: { id }, body }) => recipientChanges.preview(id, body.token),
  );

  endpoint(
    {
      ...ofMails,
      method: 'post',
      path: '/recipient-changes/:id/confirm',
      summary: 'The new mailbox agrees, by the link of its mail or by the code',
      body: confirmRecipientChangeSchema,
      response: recipientChangeResultSchema,
      refusals: [
        'recipient_change.not_found',
        'recipient_change.proof_invalid',
        'recipient_change.closed',
        'recipient_change.expired',
        'alias.not_found',
        'alias.recipient_loop',
        'alias.recipient_limit',
      ],
    },
    async ({ member, params: { id }, body, requestId }) => {
      // Nobody has to be signed in here.
      const viewer = { memberId: memberIdOf(member), requestId };
      const { state } = await recipientChanges.confirm(id, body, viewer);
      return { id, state };
    },
  );

  endpoint(
    {
      ...ofMails,
      method: 'post',
      path: '/recipient-changes/:id/cancel',
      summary:
        'The old mailbox stops or undoes it, by the link of its mail; or its owner, while it is pending',
      body: cancelRecipientChangeSchema,
      response: recipientChangeResultSchema,
      refusals: [
        'auth.required',
        'recipient_change.not_found',
        'recipient_change.proof_invalid',
        'recipient_change.closed',
        'recipient_change.expired',
        'alias.not_found',
      ],
    },
    async ({ member, params: { id }, body, requestId }) => {
      const viewer = { memberId: memberIdOf(member), requestId };
      return { id, state: await recipientChanges.cancel(id, body.token, viewer) };
    },
  );
}

/** The guard types it as there, which it is not on public endpoints. */
function memberIdOf(member: { id: string } | null): string | null {
  return member?.id ?? null;
}

function presentChange(change: RecipientChangeRow, now: Date): RecipientChange {
  return {
    id: change.id,
    aliasId: change.aliasId,
    kind: change.kind,
    address: change.address,
    replaces: change.kind === 'replace' ? change.replacesId : null,
    state: stateOf(change, now),
    createdAt: change.createdAt.toISOString(),
    expiresAt: change.expiresAt.toISOString(),
    confirmedAt: change.confirmedAt?.toISOString() ?? null,
    undoUntil: change.undoUntil?.toISOString() ?? null,
  };
}
