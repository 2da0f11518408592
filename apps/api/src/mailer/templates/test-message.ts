import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** What "send me a test" sends. */
export const testMessage = defineTemplate({
  name: 'test-message',
  params: z.object({ id: z.uuid(), alias: z.string(), seenUrl: linkSchema }),
  compose: {
    en: ({ alias, seenUrl }) => ({
      fact: line`This is the test that you sent to ${alias}`,
      blocks: [paragraph(line`It has arrived. Open the link below to say that you see it.`)],
      link: { label: 'I see it', url: seenUrl },
    }),
    ko: ({ alias, seenUrl }) => ({
      fact: line`${alias} 주소로 보내신 시험 메일입니다`,
      blocks: [paragraph(line`잘 도착했습니다. 아래 링크를 열어 보인다고 알려 주세요.`)],
      link: { label: '잘 보입니다', url: seenUrl },
    }),
  },
});
