import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the mailbox that went and to those that stay; each can undo it for seven days. */
export const recipientRemoved = defineTemplate({
  name: 'recipient-removed',
  params: z.object({
    alias: z.string(),
    /** The mailbox that went, masked: the others need not be its owner's. */
    address: z.string(),
    cancelUrl: linkSchema,
  }),
  compose: {
    en: ({ alias, address, cancelUrl }) => ({
      fact: line`Mail for ${alias} no longer goes to ${address}`,
      blocks: [
        paragraph(
          line`Somebody who is signed in as you removed it. If that was you, there is nothing to do.`,
        ),
        paragraph(
          line`If it was not, the link below undoes it, within seven days. All your sessions end, and nobody can ask for another change for a day.`,
        ),
      ],
      link: { label: 'This was not me: undo it', url: cancelUrl },
    }),
    ko: ({ alias, address, cancelUrl }) => ({
      fact: line`${alias} 주소의 메일은 이제 ${address} 주소로 가지 않습니다`,
      blocks: [
        paragraph(line`회원님으로 로그인한 사람이 지웠습니다. 직접 하셨다면 하실 일은 없습니다.`),
        paragraph(
          line`하신 적이 없다면 7일 안에 아래 링크로 되돌릴 수 있습니다. 그러면 모든 로그인이 끝나고 하루 동안 아무도 새로 바꿀 수 없습니다.`,
        ),
      ],
      link: { label: '제가 아닙니다: 되돌리기', url: cancelUrl },
    }),
  },
});
