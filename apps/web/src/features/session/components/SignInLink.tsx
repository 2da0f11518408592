import { useTranslation } from '../../../i18n/useTranslation.ts';
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
