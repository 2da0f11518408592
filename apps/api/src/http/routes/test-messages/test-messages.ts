import { z } from 'zod';
import {
  seeTestMessageSchema,
  testMessageSchema,
  type TestMessage,
  type TestMessageStage,
} from '@ubuntu-aliases/shared';
import type { TestMessageRow } from '@ubuntu-aliases/store';
import type { TestMessageService } from '../../../services/test-messages.ts';
import type { Api } from '../../guard.ts';

const tag = 'Test messages';
const aliasParams = z.object({ id: z.uuid() });

export function testMessageRoutes(
  { endpoint }: Api,
  { testMessages }: { testMessages: TestMessageService },
): void {
  endpoint(
    {
      method: 'post',
      path: '/aliases/:id/test-messages',
      summary: 'Send myself a test; three an hour',
      tag,
      access: 'member',
      params: aliasParams,
      status: 202,
      response: testMessageSchema,
      refusals: ['alias.not_found', 'request.conflict'],
    },
    async ({ member, params: { id }, requestId }) =>
      presentTestMessage(await testMessages.send({ memberId: member.id, requestId }, id)),
  );

  endpoint(
    {
      method: 'get',
      path: '/aliases/:id/test-messages/:messageId',
      summary: 'How far it has come',
      tag,
      access: 'member',
      params: aliasParams.extend({ messageId: z.uuid() }),
      status: 200,
      response: testMessageSchema,
      refusals: ['test_message.not_found'],
    },
    async ({ member, params: { id, messageId } }) =>
      presentTestMessage(await testMessages.get(member.id, id, messageId)),
  );

  endpoint(
    {
      method: 'post',
      path: '/test-messages/:id/seen',
      summary: 'I see it: by its owner, or by the link in it',
      tag,
      access: 'public',
      params: aliasParams,
      body: seeTestMessageSchema,
      status: 200,
      response: testMessageSchema,
      refusals: ['test_message.not_found'],
    },
    async ({ member, params: { id }, body }) => {
      // Nobody has to be signed in here.
      const viewerId = (member as typeof member | null)?.id ?? null;
      return presentTestMessage(await testMessages.see(id, body.token, viewerId));
    },
  );
}

function presentTestMessage(row: TestMessageRow): TestMessage {
  const stage = (name: TestMessageStage['name'], at: Date | null): TestMessageStage => ({
    name,
    state: at ? 'done' : 'waiting',
    at: at?.toISOString() ?? null,
  });
  const said = {
    ...(row.host !== null && { host: row.host }),
    ...(row.answer !== null && { answer: row.answer }),
  };
  const accepted = row.failedAt
    ? { ...stage('accepted', row.failedAt), state: 'failed' as const }
    : stage('accepted', row.acceptedAt);
  return {
    id: row.id,
    aliasId: row.aliasId,
    createdAt: row.createdAt.toISOString(),
    stages: [
      stage('created', row.createdAt),
      stage('handed_over', row.handedOverAt),
      ...(row.pathHash !== null ? [stage('forwarded', row.forwardedAt)] : []),
      { ...accepted, ...said },
      stage('seen', row.seenAt),
    ],
  };
}
