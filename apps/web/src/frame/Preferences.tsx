import { LanguageField, ThemeField } from '../features/preferences/index.ts';

/** Language and theme, reachable on every page, signed in or not. */
export function Preferences() {
  return (
    <div className="preferences">
      <LanguageField />
      <ThemeField />
    </div>
  );
}
