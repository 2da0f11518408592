import { useTranslation } from 'react-i18next';
import { signInUrl } from '../../../paths.ts';

/** A plain link: the API answers with the way to Ubuntu One, and works without script, too. */
export function SignInLink({ returnTo }: { returnTo: string }) {
  const { t } = useTranslation();
  return (
    <a className="p-button--positive" href={signInUrl(returnTo)}>
      {t('sign_in.button')}
    </a>
  );
}
