import { APP_ERROR_CODES, type AppErrorCode, type Locale } from '@ubuntu-aliases/shared';
import { PROBLEMS_EN } from './problem-text.en.ts';
import { PROBLEMS_KO } from './problem-text.ko.ts';
import { line, words, type Line } from './document.ts';

/** What happened, as a headline without a full stop; and what an admin can do about it. */
export type ProblemWords = Record<AppErrorCode, { title: string; hint: string }>;

const PROBLEMS: Record<Locale, ProblemWords> = { en: PROBLEMS_EN, ko: PROBLEMS_KO };

const UNKNOWN: Record<Locale, { title: (code: string) => Line; hint: string }> = {
  en: { title: (code) => line`Problem ${code}`, hint: 'The error log has its details.' },
  ko: { title: (code) => line`문제 ${code}`, hint: '자세한 내용은 오류 기록에 있습니다.' },
};

export function problemText(code: string, locale: Locale): { title: Line; hint: Line } {
  const known = APP_ERROR_CODES.find((candidate) => candidate === code);
  if (known === undefined) return { title: UNKNOWN[locale].title(code), hint: words(UNKNOWN[locale].hint) };
  const { title, hint } = PROBLEMS[locale][known];
  return { title: words(title), hint: words(hint) };
}
