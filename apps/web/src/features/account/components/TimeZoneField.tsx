import { useId } from 'react';
import { useTranslation } from '../../../i18n/useTranslation.ts';

interface Props {
  /** Null: that of the browser. */
  value: string | null;
  onChange: (zone: string | null) => void;
}

const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;

export function TimeZoneField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const known = Intl.supportedValuesOf('timeZone');
  const zones = value === null || known.includes(value) ? known : [value, ...known];
  return (
    <div className="field">
      <label htmlFor={id}>{t('account.time_zone')}</label>
      <select
        id={id}
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      >
        <option value="">{t('account.time_zone.browser', { zone: own })}</option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </select>
    </div>
  );
}
