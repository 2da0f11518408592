import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the contributor: entitled again, after a grace period or a suspension. */
export const addressRestored = defineTemplate({
  name: 'address-restored',
  params: z.object({ address: z.string(), dashboardUrl: linkSchema }),
  compose: {
    en: ({ address, dashboardUrl }) => ({
      fact: line`Your address ${address} is restored`,
      blocks: [paragraph(line`Its settings are as you left them, and there is nothing you need to do.`)],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ address, dashboardUrl }) => ({
      fact: line`${address} 주소를 다시 쓸 수 있습니다`,
      blocks: [paragraph(line`설정은 예전 그대로이며, 따로 하실 일은 없습니다.`)],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});
