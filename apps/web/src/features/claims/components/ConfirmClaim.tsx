import { Link } from 'react-router';
import { ApiError } from '../../../api/api-error.ts';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useConfirmClaim } from '../api/useConfirmClaim.ts';
import { useGetClaims } from '../api/useGetClaims.ts';
import { forgetToken } from '../claim-token.ts';

/** Of somebody who is signed in: the address, and the button that takes it over. */
export function ConfirmClaim({ id, token }: { id: string; token: string | null }) {
  const { t } = useTranslation();
  const { claims, isPending, error, retry } = useGetClaims();
  const { confirm, claimed, isConfirming, error: refusal } = useConfirmClaim(id);
  const claim = claims?.find((candidate) => candidate.id === id);
  const code = refusal instanceof ApiError ? refusal.code : null;

  if (claimed)
    return (
      <Notification
        severity="positive"
        role="status"
        title={t('claim.done.title')}
        actions={
          <Link className="p-button" to={paths.addresses}>
            {t('claim.done.action')}
          </Link>
        }
      >
        <Rich text={t('claim.done.text')} tags={{ address: () => <Address value={claimed.address} /> }} />
      </Notification>
    );
  if (isPending) return <Skeleton lines={3} />;
  if (error && !claims) return <ErrorNotice error={error} onRetry={retry} />;
  if (code === 'request.conflict') return <Refused why="changed" />;
  if (!claim || code === 'claim.not_found' || code === 'alias.taken') return <Refused why="unusable" />;
  if (token === null)
    return (
      <Notification severity="caution" title={t('claim.no_token.title')}>
        {t('claim.no_token.text')}
      </Notification>
    );
  const address = () => <Address value={claim.address} />;
  return (
    <>
      <p>
        <Rich text={t('claim.ask')} tags={{ address }} />
      </p>
      {refusal && <ErrorNotice error={refusal} />}
      <Button
        appearance="positive"
        isBusy={isConfirming}
        onClick={() => confirm(token, { onSuccess: () => forgetToken(id) })}
      >
        <Rich text={t('claim.button')} tags={{ address }} />
      </Button>
    </>
  );
}

function Refused({ why }: { why: 'unusable' | 'changed' }) {
  const { t } = useTranslation();
  return (
    <Notification
      severity="caution"
      role="alert"
      title={t(`claim.${why}.title`)}
      actions={
        <Link className="p-button" to={paths.eligibility}>
          {t('claim.unusable.action')}
        </Link>
      }
    >
      {t(`claim.${why}.text`)}
    </Notification>
  );
}
