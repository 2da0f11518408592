import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { TestMessage } from '@ubuntu-aliases/shared';
import { api } from '../../../api/client.ts';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useToken } from '../useToken.ts';

/** Where the link of a test leads: "I see it", said by a person. */
export function TestSeenPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const token = useToken();
  const see = useMutation({
    mutationFn: async () =>
      (await api.post<TestMessage>(`test-messages/${encodeURIComponent(id)}/seen`, { token })).body,
  });
  return (
    <>
      <PageHeading title={t('test_page.title')}>{t('test_page.title')}</PageHeading>
      {see.error && <ErrorNotice error={see.error} />}
      <p role="status" className="lead">
        {t(see.isSuccess ? 'test_page.done' : 'test_page.text')}
      </p>
      {see.isSuccess ? (
        <Link className="p-button" to={paths.addresses}>
          {t('landing.continue')}
        </Link>
      ) : (
        <Button appearance="positive" isBusy={see.isPending} onClick={() => see.mutate()}>
          {t('test_page.see')}
        </Button>
      )}
    </>
  );
}
