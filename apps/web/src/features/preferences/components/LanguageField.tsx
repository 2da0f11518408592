import { useId } from 'react';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { LANGUAGE_NAMES, LOCALES, toLocale } from '../../../i18n/locale.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useChooseLocale } from '../../session/index.ts';

export function LanguageField() {
  const { t, locale } = useTranslation();
  const { chooseLocale, error } = useChooseLocale();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('preferences.language')}</label>
      <select id={id} value={locale} onChange={(event) => chooseLocale(toLocale(event.target.value) ?? 'en')}>
        {LOCALES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
