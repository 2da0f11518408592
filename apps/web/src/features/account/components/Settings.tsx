import { useId } from 'react';
import type { Member } from '@ubuntu-aliases/shared';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { LanguageField, ThemeField } from '../../preferences/index.ts';
import { useUpdateSettings } from '../api/useUpdateSettings.ts';
import { TimeZoneField } from './TimeZoneField.tsx';

const MAILS = ['addresses', 'loss', 'restored'] as const;

/** Language, theme, time zone and mails. Each is stored as soon as it is chosen. */
export function Settings({ member }: { member: Member }) {
  const { t } = useTranslation();
  const { update, error, isPaused } = useUpdateSettings();
  const securityHelp = useId();
  return (
    <section aria-labelledby="settings">
      <h2 id="settings" className="p-heading--4">
        {t('account.preferences')}
      </h2>
      <p className="u-text--muted">{t('account.language_help')}</p>
      {error && <ErrorNotice error={error} />}
      {isPaused && <p role="status">{t('dialog.offline')}</p>}
      <div className="settings">
        <LanguageField />
        <ThemeField />
        <TimeZoneField value={member.timeZone} onChange={(timeZone) => update({ timeZone })} />
      </div>
      <fieldset className="choices">
        <legend>{t('account.mails')}</legend>
        {MAILS.map((mail) => (
          <label key={mail} className="p-checkbox choice">
            <input
              type="checkbox"
              className="p-checkbox__input"
              checked={member.notifications[mail]}
              onChange={({ target }) => update({ notifications: { [mail]: target.checked } })}
            />
            <span className="p-checkbox__label">{t(`account.mails.${mail}`)}</span>
          </label>
        ))}
        <label className="p-checkbox choice">
          <input
            type="checkbox"
            className="p-checkbox__input"
            checked
            disabled
            aria-describedby={securityHelp}
            readOnly
          />
          <span className="p-checkbox__label">{t('account.mails.security')}</span>
        </label>
        <p id={securityHelp} className="p-form-help-text">
          {t('account.mails.security.help')}
        </p>
      </fieldset>
    </section>
  );
}
