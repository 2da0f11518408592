import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph, type Block, type Line } from './document.ts';
import { message } from './message.ts';

/** A mail is no member list: a first day with hundreds of addresses names some and counts the rest. */
const NAMED_MAX = 20;

/** To a domain's admin contacts: the addresses alone, not whose they are nor where they lead. */
export const addressCreated = defineTemplate({
  name: 'address-created',
  params: z.object({
    domain: z.string(),
    addresses: z.array(z.object({ address: z.string() })).min(1),
    /** How many there are in all, when not all are among `addresses`. */
    count: z.int().optional(),
    adminUrl: linkSchema.optional(),
  }),
  compose: {
    en: ({ domain, addresses, count = addresses.length, adminUrl }) => ({
      fact: message(
        'en',
        '{count, plural, one {Address {address} was created} other {# addresses were created on {domain}}}',
        { count, domain, address: addresses[0]?.address ?? '' },
      ),
      blocks: named(addresses, count, (rest) => message('en', 'And {rest, number} more.', { rest })),
      link: adminUrl === undefined ? undefined : { label: 'See the addresses', url: adminUrl },
      footer: line`You get this mail because you are a contact for ${domain}.`,
    }),
    ko: ({ domain, addresses, count = addresses.length, adminUrl }) => ({
      fact: message(
        'ko',
        '{count, plural, =1 {{address} 주소가 만들어졌습니다} other {{domain} 주소 #개가 만들어졌습니다}}',
        { count, domain, address: addresses[0]?.address ?? '' },
      ),
      blocks: named(addresses, count, (rest) =>
        message('ko', '그 밖에 {rest, number}개가 더 있습니다.', { rest }),
      ),
      link: adminUrl === undefined ? undefined : { label: '주소 목록 보기', url: adminUrl },
      footer: line`${domain} 도메인의 관리 연락처로 등록되어 있어 보내 드리는 메일입니다.`,
    }),
  },
});

function named(
  addresses: readonly { address: string }[],
  count: number,
  more: (rest: number) => Line,
): Block[] {
  if (count === 1) return [];
  const shown = addresses.slice(0, NAMED_MAX);
  const rest = count - shown.length;
  return [
    list(shown.map(({ address }) => ({ line: line`${address}` }))),
    ...(rest > 0 ? [paragraph(more(rest))] : []),
  ];
}
