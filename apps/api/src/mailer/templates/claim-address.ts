import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the mailbox that an address of the service before forwards to, when somebody signed in whose name it has. */
export const claimAddress = defineTemplate({
  name: 'claim-address',
  params: z.object({ address: z.string(), claimUrl: linkSchema }),
  compose: {
    en: ({ address, claimUrl }) => ({
      fact: line`${address} can be taken over`,
      blocks: [
        paragraph(
          line`Somebody with this Launchpad name signed in, and ${address} forwards to this mailbox. If that was you, open the link in the browser in which you are signed in. It works once, for 24 hours, and for your account alone.`,
        ),
        paragraph(
          line`If it was not you, do nothing: mail to ${address} goes on arriving here, and nobody else can take the address over.`,
        ),
      ],
      link: { label: 'Take the address over', url: claimUrl },
      footer: line`You get this mail because ${address} forwards to you.`,
    }),
    ko: ({ address, claimUrl }) => ({
      fact: line`${address} 주소를 넘겨받으실 수 있습니다`,
      blocks: [
        paragraph(
          line`이 Launchpad 이름을 쓰는 분이 로그인했고, ${address} 주소로 오는 메일은 이 메일함으로 전달되고 있습니다. 본인이시라면 로그인한 브라우저에서 아래 링크를 여세요. 링크는 24시간 동안 한 번만, 로그인하신 계정에서만 쓸 수 있습니다.`,
        ),
        paragraph(
          line`본인이 아니라면 그대로 두세요. ${address} 주소로 오는 메일은 계속 이곳으로 전달되고, 다른 사람이 이 주소를 가져갈 수 없습니다.`,
        ),
      ],
      link: { label: '주소 넘겨받기', url: claimUrl },
      footer: line`${address} 주소가 이 메일함으로 전달되고 있어 보내 드리는 메일입니다.`,
    }),
  },
});
