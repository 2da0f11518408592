import { useState } from 'react';
import { useParams } from 'react-router';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { SignInLink, useGetMe } from '../../session/index.ts';
import { takeToken } from '../claim-token.ts';
import { ConfirmClaim } from './ConfirmClaim.tsx';

/** Where the link in the mail leads. Opening it changes nothing, since scanners open links too; the button does. */
export function ClaimPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const [token] = useState(() => takeToken(id));
  const { member, isPending, error, retry } = useGetMe();
  return (
    <>
      <PageHeading title={t('claim.title')}>{t('claim.title')}</PageHeading>
      {isPending && <Skeleton lines={3} />}
      {error && !member && <ErrorNotice error={error} onRetry={retry} />}
      {!isPending && !error && !member && (
        <>
          <p>{t('claim.sign_in')}</p>
          <SignInLink returnTo={paths.claim(id)} />
        </>
      )}
      {member && <ConfirmClaim id={id} token={token} />}
    </>
  );
}
