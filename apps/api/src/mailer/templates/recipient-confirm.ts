import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';

/** To the new mailbox: nothing goes there before its reader says so. */
export const recipientConfirm = defineTemplate({
  name: 'recipient-confirm',
  params: z.object({ alias: z.string(), code: z.string(), confirmUrl: linkSchema }),
  compose: {
    en: ({ alias, code, confirmUrl }) => ({
      fact: line`Confirm that mail for ${alias} may come here`,
      blocks: [
        paragraph(
          line`Somebody who is signed in as the owner of ${alias} asked for its mail to be forwarded to this mailbox. It starts once you open the link below and press the button there.`,
        ),
        paragraph(line`On another device, this code does the same: ${code}`),
        paragraph(
          line`The link and the code work once, within 24 hours. If you did not expect this, do nothing: no mail will come.`,
        ),
      ],
      link: { label: 'Look at it and confirm', url: confirmUrl },
    }),
    ko: ({ alias, code, confirmUrl }) => ({
      fact: line`${alias} 주소의 메일을 이곳에서 받을지 확인해 주세요`,
      blocks: [
        paragraph(
          line`${alias} 주소의 주인으로 로그인한 사람이 이 메일함으로 메일을 전달해 달라고 요청했습니다. 아래 링크를 열고 그 페이지의 단추를 누르면 전달이 시작됩니다.`,
        ),
        paragraph(line`다른 기기에서는 이 코드를 입력해도 됩니다: ${code}`),
        paragraph(
          line`링크와 코드는 24시간 안에 한 번만 쓸 수 있습니다. 요청한 적이 없다면 아무것도 하지 않으셔도 됩니다. 메일은 오지 않습니다.`,
        ),
      ],
      link: { label: '살펴보고 확인하기', url: confirmUrl },
    }),
  },
});
