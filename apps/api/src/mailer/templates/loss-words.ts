import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { line, words, type Line } from './document.ts';

/** Why an address ends, as its owner is told. */
export const lossCauseSchema = z.enum([
  'left_team',
  'not_valid',
  'coc_unsigned',
  'banned',
  'renamed',
  'retired',
]);
export type LossCause = z.infer<typeof lossCauseSchema>;

const WHY: Record<Locale, Record<LossCause, (team: string) => Line>> = {
  en: {
    left_team: (team) => line`Launchpad no longer lists you in the team ${team}.`,
    not_valid: () => words('Your Launchpad account is not active, or has no preferred e-mail address.'),
    coc_unsigned: () => words('Launchpad no longer has your signature of the Ubuntu Code of Conduct.'),
    banned: () => words('An admin has banned your account from this service.'),
    renamed: () => words('Your name on Launchpad has changed, and you have an address with the new name.'),
    retired: () => words('This domain is no longer in use for addresses.'),
  },
  ko: {
    left_team: (team) => line`Launchpad의 ${team} 팀 명단에 더 이상 들어 있지 않습니다.`,
    not_valid: () => words('Launchpad 계정이 활성 상태가 아니거나 기본 이메일 주소가 없습니다.'),
    coc_unsigned: () => words('Ubuntu 행동 강령 서명이 Launchpad에 더 이상 없습니다.'),
    banned: () => words('관리자가 이 서비스에서 계정 이용을 막았습니다.'),
    renamed: () => words('Launchpad 이름이 바뀌어 새 이름의 주소가 만들어졌습니다.'),
    retired: () => words('이 도메인의 주소 서비스가 종료됩니다.'),
  },
};

const REMEDY: Record<Locale, Record<LossCause, Line | null>> = {
  en: {
    left_team: words('If you are back in the team by then, nothing changes.'),
    not_valid: words('If your account is in order by then, nothing changes.'),
    coc_unsigned: words('If you sign it again by then, nothing changes.'),
    banned: null,
    renamed: words('Tell people who write to you about the new one.'),
    retired: words('Tell people who write to you where else they reach you.'),
  },
  ko: {
    left_team: words('그 전에 팀에 다시 들어가시면 아무것도 바뀌지 않습니다.'),
    not_valid: words('그 전에 계정을 바로잡으시면 아무것도 바뀌지 않습니다.'),
    coc_unsigned: words('그 전에 다시 서명하시면 아무것도 바뀌지 않습니다.'),
    banned: null,
    renamed: words('메일을 보내는 분들께 새 주소를 알려 주세요.'),
    retired: words('메일을 보내는 분들께 다른 연락처를 알려 주세요.'),
  },
};

export const whyLost = (cause: LossCause, team: string, locale: Locale): Line => WHY[locale][cause](team);
export const remedyOf = (cause: LossCause, locale: Locale): Line | null => REMEDY[locale][cause];

/** A day as people write it; of the whole world's clocks UTC is the one that is nobody's. */
export function dayOf(iso: string, locale: Locale): Line {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return words(format.format(new Date(iso)));
}
