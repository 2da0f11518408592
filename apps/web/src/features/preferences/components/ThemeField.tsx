import { useId } from 'react';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { setTheme, THEMES, useTheme } from '../../../theme/theme.ts';

export function ThemeField() {
  const { t } = useTranslation();
  const theme = useTheme();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t('preferences.theme')}</label>
      <select
        id={id}
        value={theme}
        onChange={(event) => setTheme(THEMES.find((name) => name === event.target.value) ?? 'system')}
      >
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {t(`preferences.theme_${name}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
