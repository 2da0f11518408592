import { useTranslation } from 'react-i18next';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Name } from '../../../components/Name.tsx';
import { PageHeader } from '../../../components/PageHeader.tsx';
import { launchpadLinks } from '../../../paths.ts';
import { LanguageField, ThemeField } from '../../preferences/index.ts';
import { useGetMe, useSignOut } from '../../session/index.ts';

export function AccountPage() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  const { signOut, isSigningOut, error } = useSignOut();
  if (!member) return null;
  return (
    <>
      <PageHeader title={t('account.title')} help={t('account.help')} />
      <dl className="pairs">
        <dt>{t('account.name')}</dt>
        <dd>
          <Name value={member.displayName} />
        </dd>
        <dt>{t('account.launchpad_name')}</dt>
        <dd>
          {member.launchpadName === null ? (
            t('account.unknown_yet')
          ) : (
            <a href={launchpadLinks.person(member.launchpadName)}>
              <Name value={`~${member.launchpadName}`} />
            </a>
          )}
        </dd>
        <dt>{t('account.email')}</dt>
        <dd>{member.email === null ? t('account.no_email') : <Address value={member.email} />}</dd>
        <dt>{t('account.identifier')}</dt>
        <dd>
          <code className="name">{member.claimedIdentifier}</code>
        </dd>
      </dl>
      <h2 className="p-heading--4">{t('account.preferences')}</h2>
      <p className="u-text--muted">{t('account.language_help')}</p>
      <LanguageField />
      <ThemeField />
      <h2 className="p-heading--4">{t('account.session')}</h2>
      {error && <ErrorNotice error={error} />}
      <Button isBusy={isSigningOut} onClick={signOut}>
        {t('account.sign_out')}
      </Button>
    </>
  );
}
