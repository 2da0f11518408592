import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Locale } from '@ubuntu-aliases/shared';
import { chooseLocale } from '../../../i18n/index.ts';
import { updateMe } from './update-me.ts';
import { meQuery } from './useGetMe.ts';

/**
 * Shows the language at once; for somebody signed in it is also the language of their mails.
 * No mutation hook: this runs on the landing pages, and that code would come along.
 */
export function useChooseLocale() {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const choose = async (locale: Locale) => {
    setError(null);
    try {
      await chooseLocale(locale);
      const member = client.getQueryData(meQuery.queryKey)?.member;
      if (member && member.locale !== locale) await updateMe(client, { locale });
    } catch (failure) {
      setError(failure);
    }
  };
  return { chooseLocale: (locale: Locale) => void choose(locale), error };
}
