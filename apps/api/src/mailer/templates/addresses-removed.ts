import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph, type Block, type Line } from './document.ts';
import { message } from './message.ts';

/** Named one by one up to here. */
const NAMED_MAX = 50;

const more = {
  en: (rest: number) => message('en', 'And {rest, number} more.', { rest }),
  ko: (rest: number) => message('ko', '그 밖에 {rest, number}개가 더 있습니다.', { rest }),
};

/** To an admin contact: addresses that entered grace or were suspended, once for a run or a day (R8: no others). */
export const addressesRemoved = defineTemplate({
  name: 'addresses-removed',
  params: z.object({
    domain: z.string(),
    graced: z.array(z.string()),
    suspended: z.array(z.string()),
    runsUrl: linkSchema,
  }),
  compose: {
    en: ({ domain, graced, suspended, runsUrl }) => ({
      fact: message(
        'en',
        '{count, plural, one {# of the addresses on {domain} ends} other {# of the addresses on {domain} end}}',
        { count: graced.length + suspended.length, domain },
      ),
      blocks: [
        ...named(line`Grace began; mail still flows:`, graced, more.en),
        ...named(line`Suspended; mail is refused:`, suspended, more.en),
      ],
      link: { label: 'See the sync', url: runsUrl },
      footer: line`You get this mail because you are a contact for ${domain}.`,
    }),
    ko: ({ domain, graced, suspended, runsUrl }) => ({
      fact: message('ko', '{domain} 주소 {count, number}개가 회수됩니다', {
        count: graced.length + suspended.length,
        domain,
      }),
      blocks: [
        ...named(line`유예 기간이 시작되었고 메일은 아직 전달됩니다:`, graced, more.ko),
        ...named(line`정지되어 메일이 거절됩니다:`, suspended, more.ko),
      ],
      link: { label: '동기화 보기', url: runsUrl },
      footer: line`${domain} 도메인의 관리 연락처로 등록되어 있어 보내 드리는 메일입니다.`,
    }),
  },
});

function named(heading: Line, addresses: readonly string[], more: (rest: number) => Line): Block[] {
  if (addresses.length === 0) return [];
  const shown = addresses.slice(0, NAMED_MAX);
  const rest = addresses.length - shown.length;
  return [
    paragraph(heading),
    list(shown.map((address) => ({ line: line`${address}` }))),
    ...(rest > 0 ? [paragraph(more(rest))] : []),
  ];
}
