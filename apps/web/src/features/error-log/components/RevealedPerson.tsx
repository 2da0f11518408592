import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks } from '../../../paths.ts';
import { useRevealPerson } from '../api/useRevealPerson.ts';

/** The person, masked until an admin asks; asking is recorded, and the page says so beforehand. */
export function RevealedPerson({ entry }: { entry: ErrorEntryDetail }) {
  const { t } = useTranslation();
  const { reveal, isRevealing, error, person } = useRevealPerson(entry.id);
  const shown = person ?? { ...entry.member, displayName: entry.displayName };
  return (
    <>
      <dl className="pairs">
        {shown.displayName && (
          <>
            <dt>{t('errors.display_name')}</dt>
            <dd>
              <Name value={shown.displayName} />
            </dd>
          </>
        )}
        <dt>{t('errors.launchpad_name')}</dt>
        <dd>
          {shown.launchpadName ? (
            <a href={launchpadLinks.person(shown.launchpadName)}>
              <Name value={`~${shown.launchpadName}`} />
            </a>
          ) : (
            t('errors.unknown')
          )}
        </dd>
        <dt>{t('errors.email')}</dt>
        <dd>{shown.email ? <Name value={shown.email} /> : t('errors.no_email')}</dd>
        <dt>{t('errors.identifier')}</dt>
        <dd>
          <code className="name">{shown.claimedIdentifier}</code>
        </dd>
      </dl>
      <p role="status" className="u-text--muted u-no-margin--bottom">
        {t(person ? 'errors.revealed' : 'errors.reveal_help')}
      </p>
      {error && <ErrorNotice error={error} />}
      {!person && (
        <Button isBusy={isRevealing} onClick={reveal}>
          {t('errors.reveal')}
        </Button>
      )}
    </>
  );
}
