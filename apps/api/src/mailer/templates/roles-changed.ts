import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph, words, type Block, type Line } from './document.ts';

const roleSchema = z.object({
  role: z.enum(['admin', 'auditor']),
  /** Null: everything. */
  domains: z.array(z.string()).nullable(),
});
type NamedRole = z.infer<typeof roleSchema>;

const paramsSchema = z.object({
  /** Launchpad names, else the claimed identifier. */
  who: z.string(),
  by: z.string().nullable(),
  before: z.array(roleSchema),
  after: z.array(roleSchema),
  memberUrl: linkSchema,
});

interface Words {
  roles: Record<NamedRole['role'], (where: Line) => Line>;
  everything: string;
  none: string;
  now: Line;
  before: Line;
}

const WORDS: Record<Locale, Words> = {
  en: {
    roles: {
      admin: (where) => line`admin of ${where}`,
      auditor: (where) => line`auditor of ${where} (reads, changes nothing)`,
    },
    everything: 'everything',
    none: 'no role',
    now: line`Now:`,
    before: line`Before:`,
  },
  ko: {
    roles: {
      admin: (where) => line`${where} 관리자`,
      auditor: (where) => line`${where} 감사자 (읽기 전용)`,
    },
    everything: '전체',
    none: '역할 없음',
    now: line`지금:`,
    before: line`이전:`,
  },
};

/** To the other admins: somebody's roles were given or taken. */
export const rolesChanged = defineTemplate({
  name: 'roles-changed',
  params: paramsSchema,
  compose: {
    en: ({ who, by, before, after, memberUrl }) => ({
      fact: line`The roles of ${who} have changed`,
      blocks: [
        ...(by === null ? [] : [paragraph(line`${by} changed them.`)]),
        ...roleLists(before, after, 'en'),
        paragraph(line`If that was not meant, take the roles away again on the member’s page.`),
      ],
      link: { label: 'Open the member', url: memberUrl },
      footer: line`You get this mail because you are an admin.`,
    }),
    ko: ({ who, by, before, after, memberUrl }) => ({
      fact: line`${who} 님의 역할이 바뀌었습니다`,
      blocks: [
        ...(by === null ? [] : [paragraph(line`${by} 님이 바꾸었습니다.`)]),
        ...roleLists(before, after, 'ko'),
        paragraph(line`의도한 변경이 아니라면 회원 페이지에서 역할을 다시 거두어 주세요.`),
      ],
      link: { label: '회원 페이지 열기', url: memberUrl },
      footer: line`관리자이므로 보내 드리는 메일입니다.`,
    }),
  },
});

function roleLists(before: readonly NamedRole[], after: readonly NamedRole[], locale: Locale): Block[] {
  const say = WORDS[locale];
  const items = (roles: readonly NamedRole[]) =>
    roles.length === 0
      ? [{ line: words(say.none) }]
      : roles.map(({ role, domains }) => ({
          line: say.roles[role](domains === null ? words(say.everything) : line`${domains.join(', ')}`),
        }));
  return [paragraph(say.now), list(items(after)), paragraph(say.before), list(items(before))];
}
