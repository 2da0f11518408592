import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, paragraph, type Block } from './document.ts';
import { message } from './message.ts';
import { dayOf, lossCauseSchema, remedyOf, whyLost, type LossCause } from './loss-words.ts';

/** To the contributor: the address will end; at the start of the grace, and 7 and 1 days before its end. */
export const addressGrace = defineTemplate({
  name: 'address-grace',
  params: z.object({
    address: z.string(),
    cause: lossCauseSchema,
    team: z.string(),
    until: z.iso.datetime(),
    /** Days that are left, of a reminder. */
    daysLeft: z.int().min(1).nullable(),
    dashboardUrl: linkSchema,
  }),
  compose: {
    en: ({ address, cause, team, until, daysLeft, dashboardUrl }) => ({
      fact:
        daysLeft === null
          ? line`Your address ${address} ends on ${dayOf(until, 'en')}`
          : message(
              'en',
              '{daysLeft, plural, =1 {Your address {address} ends tomorrow} one {Your address {address} ends in # day} other {Your address {address} ends in # days}}',
              { address, daysLeft },
            ),
      blocks: [
        paragraph(whyLost(cause, team, 'en')),
        paragraph(
          line`Mail to it goes on until ${dayOf(until, 'en')}; after that it is refused. Your settings are kept.`,
        ),
        ...remedy(cause, 'en'),
      ],
      link: { label: 'Open your addresses', url: dashboardUrl },
    }),
    ko: ({ address, cause, team, until, daysLeft, dashboardUrl }) => ({
      fact:
        daysLeft === null
          ? line`${address} 주소는 ${dayOf(until, 'ko')}에 끝납니다`
          : message(
              'ko',
              '{daysLeft, plural, =1 {{address} 주소는 내일 끝납니다} other {{address} 주소는 #일 뒤에 끝납니다}}',
              { address, daysLeft },
            ),
      blocks: [
        paragraph(whyLost(cause, team, 'ko')),
        paragraph(
          line`${dayOf(until, 'ko')}까지는 메일이 그대로 전달되고, 그 뒤에는 거절됩니다. 설정은 보관됩니다.`,
        ),
        ...remedy(cause, 'ko'),
      ],
      link: { label: '내 주소 열기', url: dashboardUrl },
    }),
  },
});

function remedy(cause: LossCause, locale: Locale): Block[] {
  const words = remedyOf(cause, locale);
  return words ? [paragraph(words)] : [];
}
