import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the new mailbox, once it has agreed. */
export const recipientChanged = defineTemplate({
  name: 'recipient-changed',
  params: z.object({ alias: z.string(), dashboardUrl: linkSchema }),
  compose: {
    en: ({ alias, dashboardUrl }) => ({
      fact: line`Mail for ${alias} now comes here`,
      blocks: [paragraph(line`You can change where it goes, pause it or send yourself a test at any time.`)],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ alias, dashboardUrl }) => ({
      fact: line`이제 ${alias} 주소의 메일이 이곳으로 옵니다`,
      blocks: [
        paragraph(
          line`전달 받을 주소를 바꾸거나, 전달을 잠시 멈추거나, 시험 메일을 보내는 것은 언제든지 할 수 있습니다.`,
        ),
      ],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});
