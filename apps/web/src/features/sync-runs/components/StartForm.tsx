import Select from '@canonical/react-components/dist/esm/components/Select';
import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useToast } from '../../../components/Toasts.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import { canAdminister, useGetMe } from '../../session/index.ts';
import { useStartSync } from '../api/useSyncRuns.ts';

/** Starts a run of one domain or of all, for real or as a plan only. */
export function StartForm() {
  const { t } = useTranslation();
  const toast = useToast();
  const { member } = useGetMe();
  const { domains } = useGetDomains();
  const [domain, setDomain] = useState('');
  const { mutate, isPending, error } = useStartSync();
  const names = (domains?.items ?? []).map(({ name }) => name).filter((name) => canAdminister(member, name));
  const start = (mode: 'apply' | 'plan') =>
    mutate(
      { ...(domain !== '' && { domain }), mode },
      { onSuccess: () => toast({ text: t('sync.start.done') }) },
    );
  return (
    <section className="sync-start" aria-label={t('sync.start.title')}>
      <Select
        label={t('sync.start.domain')}
        value={domain}
        onChange={(event) => setDomain(event.target.value)}
        options={[
          { value: '', label: t('sync.start.all') },
          ...names.map((name) => ({ value: name, label: name })),
        ]}
      />
      <div className="sync-start__buttons">
        <Button appearance="positive" isBusy={isPending} onClick={() => start('apply')}>
          {t('sync.start.apply')}
        </Button>
        <Button isBusy={isPending} onClick={() => start('plan')}>
          {t('sync.start.plan')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
    </section>
  );
}
