import type { Alias, UpdateAlias } from '@ubuntu-aliases/shared';
import { useToast } from '../../components/Toasts.tsx';
import { useTranslation } from '../../i18n/useTranslation.ts';
import { findAlias } from './api/alias-cache.ts';
import { useUpdateAlias } from './api/useUpdateAlias.ts';
import { useQueryClient } from '@tanstack/react-query';

/** Pausing and resuming, each with the way back. */
export function usePause() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, error, reset } = useUpdateAlias();
  const change = (alias: Alias, to: UpdateAlias, back: UpdateAlias) =>
    mutate(
      { alias, change: to },
      {
        onSuccess: () =>
          toast({
            text: t(to.state === 'paused' ? 'pause.done' : 'resume.done', { address: alias.address }),
            action: {
              label: t('undo'),
              onAction: () => mutate({ alias: findAlias(client, alias.id) ?? alias, change: back }),
            },
          }),
      },
    );
  return {
    pause: (alias: Alias, choice: Pick<UpdateAlias, 'pauseReply' | 'pausedUntil'>) =>
      change(alias, { state: 'paused', ...choice }, { state: 'active' }),
    resume: (alias: Alias) => {
      const { pauseReply, pausedUntil } = alias;
      change(
        alias,
        { state: 'active' },
        { state: 'paused', ...(pauseReply ? { pauseReply } : {}), ...(pausedUntil ? { pausedUntil } : {}) },
      );
    },
    error,
    dismissError: reset,
  };
}
