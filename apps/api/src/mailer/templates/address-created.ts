import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph, type Block, type Line } from './document.ts';

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
      fact:
        count === 1
          ? line`Address ${addresses[0]?.address ?? ''} was created`
          : line`${count} addresses were created on ${domain}`,
      blocks: named(addresses, count, (rest) => line`And ${rest} more.`),
      link: adminUrl === undefined ? undefined : { label: 'See the addresses', url: adminUrl },
      footer: line`You get this mail because you are a contact for ${domain}.`,
    }),
    ko: ({ domain, addresses, count = addresses.length, adminUrl }) => ({
      fact:
        count === 1
          ? line`${addresses[0]?.address ?? ''} 주소가 만들어졌습니다`
          : line`${domain} 주소 ${count}개가 만들어졌습니다`,
      blocks: named(addresses, count, (rest) => line`그 밖에 ${rest}개가 더 있습니다.`),
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
