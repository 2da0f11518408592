import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';
import { lossCauseSchema, whyLost } from './loss-words.ts';

/** To the contributor: the address refuses mail from now on. */
export const addressSuspended = defineTemplate({
  name: 'address-suspended',
  params: z.object({
    address: z.string(),
    cause: lossCauseSchema,
    team: z.string(),
    dashboardUrl: linkSchema,
  }),
  compose: {
    en: ({ address, cause, team, dashboardUrl }) => ({
      fact: line`Your address ${address} is suspended`,
      blocks: [
        paragraph(whyLost(cause, team, 'en')),
        paragraph(
          line`Mail to it is refused from now on. It stays yours, its settings are kept, and all of it comes back when the reason is gone.`,
        ),
      ],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ address, cause, team, dashboardUrl }) => ({
      fact: line`${address} 주소가 정지되었습니다`,
      blocks: [
        paragraph(whyLost(cause, team, 'ko')),
        paragraph(
          line`이제부터 이 주소로 오는 메일은 거절됩니다. 주소는 다른 사람에게 넘어가지 않고 설정도 보관되며, 이유가 사라지면 그대로 돌아옵니다.`,
        ),
      ],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});
