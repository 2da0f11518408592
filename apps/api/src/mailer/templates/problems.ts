import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { defineTemplate, linkSchema } from './define-template.ts';
import { line, list, paragraph, words, type Block, type Line } from './document.ts';
import { message } from './message.ts';
import { problemText } from './problem-text.ts';

const problemSchema = z.object({
  /** An AppErrorCode; a text here, since a newer version may have stored it. */
  code: z.string(),
  domain: z.string().nullable(),
  count: z.int().min(1),
  /** Launchpad name. */
  who: z.string().nullable(),
  /** First seen, or back after it was resolved. */
  isNew: z.boolean(),
});
type ProblemItem = z.infer<typeof problemSchema>;

/** The error log has the rest. */
const LISTED_MAX = 20;

interface Words {
  oneNew: (title: Line) => Line;
  manyNew: (count: number) => Line;
  oneOngoing: (title: Line) => Line;
  manyOngoing: (count: number) => Line;
  newHeading: Line;
  ongoingHeading: Line;
  times: (count: number) => Line;
  more: (rest: number) => Line;
  link: string;
  footer: Line;
}

const WORDS: Record<Locale, Words> = {
  en: {
    oneNew: (title) => line`1 new problem: ${title}`,
    manyNew: (count) =>
      message(
        'en',
        '{count, plural, one {# new problem on the error log} other {# new problems on the error log}}',
        { count },
      ),
    oneOngoing: (title) => line`Still a problem: ${title}`,
    manyOngoing: (count) =>
      message(
        'en',
        '{count, plural, one {# problem is still on the error log} other {# problems are still on the error log}}',
        { count },
      ),
    newHeading: line`New:`,
    ongoingHeading: line`Still going on:`,
    times: (count) => message('en', '{count, plural, one {# time} other {# times}}', { count }),
    more: (rest) => message('en', 'And {rest, number} more on the error log.', { rest }),
    link: 'Open the error log',
    footer: line`You get this mail because you are an admin contact. While a problem goes on, it is mailed at most once a day.`,
  },
  ko: {
    oneNew: (title) => line`새 문제 1건: ${title}`,
    manyNew: (count) => message('ko', '오류 기록에 새 문제 {count, number}건이 있습니다', { count }),
    oneOngoing: (title) => line`아직 해결되지 않은 문제: ${title}`,
    manyOngoing: (count) =>
      message('ko', '오류 기록에 해결되지 않은 문제 {count, number}건이 있습니다', { count }),
    newHeading: line`새 문제:`,
    ongoingHeading: line`계속되고 있는 문제:`,
    times: (count) => message('ko', '{count, number}회', { count }),
    more: (rest) => message('ko', '오류 기록에 {rest, number}건이 더 있습니다.', { rest }),
    link: '오류 기록 열기',
    footer: line`관리 연락처로 등록되어 있어 보내 드리는 메일입니다. 같은 문제가 계속되는 동안에는 하루에 한 번까지만 알려 드립니다.`,
  },
};

/** To admin contacts: what is new on the error log, and what still goes on, in one mail. */
export const problems = defineTemplate({
  name: 'problems',
  params: z.object({ items: z.array(problemSchema).min(1), errorsUrl: linkSchema }),
  compose: { en: composeIn('en'), ko: composeIn('ko') },
});

function composeIn(locale: Locale) {
  const say = WORDS[locale];
  return ({ items, errorsUrl }: { items: ProblemItem[]; errorsUrl: string }) => {
    const fresh = items.filter(({ isNew }) => isNew);
    const ongoing = items.filter(({ isNew }) => !isNew);
    const shownFresh = fresh.slice(0, LISTED_MAX);
    const shownOngoing = ongoing.slice(0, LISTED_MAX - shownFresh.length);
    const rest = items.length - shownFresh.length - shownOngoing.length;
    const isMixed = fresh.length > 0 && ongoing.length > 0;
    return {
      fact: factOf(fresh, ongoing, locale),
      blocks: [
        ...section(isMixed && say.newHeading, shownFresh, locale),
        ...section(isMixed && say.ongoingHeading, shownOngoing, locale),
        ...(rest > 0 ? [paragraph(say.more(rest))] : []),
      ],
      link: { label: say.link, url: errorsUrl },
      footer: say.footer,
    };
  };
}

function factOf(fresh: readonly ProblemItem[], ongoing: readonly ProblemItem[], locale: Locale): Line {
  const say = WORDS[locale];
  const [first] = fresh.length > 0 ? fresh : ongoing;
  if (fresh.length > 1) return say.manyNew(fresh.length);
  if (fresh.length === 0 && ongoing.length > 1) return say.manyOngoing(ongoing.length);
  const title = first ? headline(first, locale) : words('');
  return fresh.length === 1 ? say.oneNew(title) : say.oneOngoing(title);
}

/** `Code of Conduct not signed (kubuntu.org)` */
function headline({ code, domain }: ProblemItem, locale: Locale): Line {
  const { title } = problemText(code, locale);
  return domain === null ? title : line`${title} (${domain})`;
}

function section(heading: Line | false, items: readonly ProblemItem[], locale: Locale): Block[] {
  if (items.length === 0) return [];
  const entries = items.map((item) => ({
    line: entryOf(item, locale),
    note: problemText(item.code, locale).hint,
  }));
  return [...(heading ? [paragraph(heading)] : []), list(entries)];
}

/** `Code of Conduct not signed (kubuntu.org), ~mira, 3 times` */
function entryOf(item: ProblemItem, locale: Locale): Line {
  const who = item.who === null ? words('') : line`, ${`~${item.who}`}`;
  const times = item.count === 1 ? words('') : line`, ${WORDS[locale].times(item.count)}`;
  return line`${headline(item, locale)}${who}${times}`;
}
