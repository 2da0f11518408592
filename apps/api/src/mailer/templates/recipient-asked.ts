import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the old mailboxes, which can stop it before it happens and undo it for seven days after. */
export const recipientAsked = defineTemplate({
  name: 'recipient-asked',
  params: z.object({
    alias: z.string(),
    kind: z.enum(['add', 'replace']),
    /** The new mailbox, masked: this one may be somebody else's by now. */
    address: z.string(),
    cancelUrl: linkSchema,
  }),
  compose: {
    en: ({ alias, kind, address, cancelUrl }) => ({
      fact:
        kind === 'replace'
          ? line`Mail for ${alias} is to go somewhere else`
          : line`Mail for ${alias} is to go to one more mailbox`,
      blocks: [
        paragraph(
          line`Somebody who is signed in as you asked for it to go to ${address}. Until that mailbox has agreed, nothing changes.`,
        ),
        paragraph(line`If that was you, there is nothing to do.`),
        paragraph(
          line`If it was not, the link below stops it. For seven days after the change it also undoes it. All your sessions end, and nobody can ask for another change for a day.`,
        ),
      ],
      link: { label: 'This was not me: stop or undo it', url: cancelUrl },
    }),
    ko: ({ alias, kind, address, cancelUrl }) => ({
      fact:
        kind === 'replace'
          ? line`${alias} 주소의 메일을 받을 곳이 바뀌려고 합니다`
          : line`${alias} 주소의 메일을 받을 곳이 하나 더 늘어나려고 합니다`,
      blocks: [
        paragraph(
          line`회원님으로 로그인한 사람이 ${address} 주소로 전달해 달라고 요청했습니다. 그 메일함에서 확인하기 전에는 아무것도 바뀌지 않습니다.`,
        ),
        paragraph(line`직접 요청하셨다면 하실 일은 없습니다.`),
        paragraph(
          line`요청하신 적이 없다면 아래 링크로 막을 수 있습니다. 바뀐 뒤에도 7일 동안은 되돌릴 수 있습니다. 그러면 모든 로그인이 끝나고 하루 동안 아무도 새로 요청할 수 없습니다.`,
        ),
      ],
      link: { label: '제가 아닙니다: 막거나 되돌리기', url: cancelUrl },
    }),
  },
});
