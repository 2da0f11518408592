import { Address } from '../../../components/Address.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetClaims } from '../api/useGetClaims.ts';

/** On top of My addresses: which addresses wait, and where the link to each of them went. */
export function ClaimNotice() {
  const { t } = useTranslation();
  const { claims } = useGetClaims();
  if (!claims || claims.length === 0) return null;
  return (
    <Notification severity="information" title={t('claim.notice.title', { count: claims.length })}>
      {claims.map(({ id, address, sentAt }) => (
        <p key={id} className="u-no-margin--bottom">
          <Rich
            text={t('claim.notice.text')}
            tags={{ address: () => <Address value={address} />, time: () => <Time value={sentAt} /> }}
          />
        </p>
      ))}
    </Notification>
  );
}
