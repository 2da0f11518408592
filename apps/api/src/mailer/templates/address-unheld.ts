import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the contributor: an admin has lifted the hold, and the address takes mail again. */
export const addressUnheld = defineTemplate({
  name: 'address-unheld',
  params: z.object({ address: z.string(), dashboardUrl: linkSchema }),
  compose: {
    en: ({ address, dashboardUrl }) => ({
      fact: line`Your address ${address} is not held any more`,
      blocks: [paragraph(line`It is as it was before the hold, and its settings are as you left them.`)],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ address, dashboardUrl }) => ({
      fact: line`${address} 주소의 보류가 풀렸습니다`,
      blocks: [paragraph(line`보류되기 전 상태로 돌아왔으며, 설정도 예전 그대로입니다.`)],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});
