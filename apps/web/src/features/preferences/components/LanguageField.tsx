import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { currentLocale } from '../../../i18n/index.ts';
import { LANGUAGE_NAMES, LOCALES, toLocale } from '../../../i18n/locale.ts';
import { useChooseLocale } from '../../session/index.ts';

export function LanguageField() {
  const { t } = useTranslation();
  const { chooseLocale, error } = useChooseLocale();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('preferences.language')}</label>
      <select
        id={id}
        value={currentLocale()}
        onChange={(event) => chooseLocale(toLocale(event.target.value) ?? 'en')}
      >
        {LOCALES.map((locale) => (
          <option key={locale} value={locale} lang={locale}>
            {LANGUAGE_NAMES[locale]}
          </option>
        ))}
      </select>
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
