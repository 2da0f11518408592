import { useQueryClient } from '@tanstack/react-query';
import type { Locale } from '@ubuntu-aliases/shared';
import { chooseLocale } from '../../../i18n/index.ts';
import { meQuery } from './useGetMe.ts';
import { useUpdateMe } from './useUpdateMe.ts';

/** Shows the language at once; for somebody signed in it is also the language of their mails. */
export function useChooseLocale(): (locale: Locale) => void {
  const client = useQueryClient();
  const { updateMe } = useUpdateMe();
  return (locale) => {
    void chooseLocale(locale);
    const member = client.getQueryData(meQuery.queryKey)?.member;
    if (member && member.locale !== locale) updateMe({ locale });
  };
}
