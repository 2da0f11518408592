import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the contributor: an admin holds the address, and why. */
export const addressHeld = defineTemplate({
  name: 'address-held',
  params: z.object({ address: z.string(), reason: z.string(), dashboardUrl: linkSchema }),
  compose: {
    en: ({ address, reason, dashboardUrl }) => ({
      fact: line`Your address ${address} is held by an admin`,
      blocks: [
        paragraph(line`Mail to it is refused until an admin lifts the hold. Its settings are kept.`),
        paragraph(line`The reason that was given: ${reason}`),
        paragraph(line`If you think that this is a mistake, write to the admins of the domain.`),
      ],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ address, reason, dashboardUrl }) => ({
      fact: line`관리자가 ${address} 주소를 보류했습니다`,
      blocks: [
        paragraph(
          line`관리자가 보류를 풀 때까지 이 주소로 오는 메일을 받지 않습니다. 설정은 그대로 남습니다.`,
        ),
        paragraph(line`적어 둔 이유: ${reason}`),
        paragraph(line`잘못된 조치라고 생각하시면 도메인 관리자에게 알려 주세요.`),
      ],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});
