import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To another mailbox of the same person. */
export const recipientFailing = defineTemplate({
  name: 'recipient-failing',
  params: z.object({
    alias: z.string(),
    /** Masked. */
    address: z.string(),
    /** Codes of what its mail server said last. */
    answer: z.string(),
    dashboardUrl: linkSchema,
  }),
  compose: {
    en: ({ alias, address, answer, dashboardUrl }) => ({
      fact: line`The mailbox ${address} does not accept mail of ${alias}`,
      blocks: [
        paragraph(line`Its mail server refused several mails in a row, the last one with ${answer}.`),
        paragraph(
          line`Nothing has been turned off: every mail is still tried, and whoever wrote was told. When it accepts mail again, this is over by itself. If it does not exist any more, choose another mailbox.`,
        ),
      ],
      link: { label: 'See my addresses', url: dashboardUrl },
    }),
    ko: ({ alias, address, answer, dashboardUrl }) => ({
      fact: line`${address} 메일함이 ${alias} 주소의 메일을 받지 않습니다`,
      blocks: [
        paragraph(line`메일 서버가 여러 통을 잇달아 거절했고, 마지막 응답은 ${answer}입니다.`),
        paragraph(
          line`꺼진 것은 없습니다. 메일이 올 때마다 계속 전달을 시도하며, 보낸 사람에게는 거절되었다고 알려졌습니다. 다시 받기 시작하면 저절로 풀립니다. 더는 없는 메일함이라면 다른 메일함을 골라 주세요.`,
        ),
      ],
      link: { label: '내 주소 보기', url: dashboardUrl },
    }),
  },
});
