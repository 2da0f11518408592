import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph } from './document.ts';
import { message } from './message.ts';

/** To the person who asked for all that is kept about them. The link leads to a page that wants a sign-in. */
export const exportReady = defineTemplate({
  name: 'export-ready',
  params: z.object({
    /** Days until it is gone. */
    days: z.int().positive(),
    accountUrl: linkSchema,
  }),
  compose: {
    en: ({ days, accountUrl }) => ({
      fact: line`Your data are ready to be downloaded`,
      blocks: [
        paragraph(
          message(
            'en',
            'Log in, and you find the file under Account. It is deleted after {days, plural, one {# day} other {# days}}. Nobody but you can open it.',
            { days },
          ),
        ),
        paragraph(
          line`If you did not ask for it, somebody is signed in as you: look at the list of sessions on the same page.`,
        ),
      ],
      link: { label: 'Download my data', url: accountUrl },
    }),
    ko: ({ days, accountUrl }) => ({
      fact: line`요청하신 데이터를 내려받을 수 있습니다`,
      blocks: [
        paragraph(
          message(
            'ko',
            '로그인하시면 계정 페이지에 파일이 있습니다. {days, number}일 뒤에 지워지며, 회원님만 열 수 있습니다.',
            { days },
          ),
        ),
        paragraph(
          line`요청하신 적이 없다면 다른 사람이 회원님으로 로그인해 있는 것입니다. 같은 페이지에서 로그인한 곳을 확인해 주세요.`,
        ),
      ],
      link: { label: '내 데이터 내려받기', url: accountUrl },
    }),
  },
});
