import type { AdminDomainDetail } from '@ubuntu-aliases/shared';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { digLines, zoneFile } from '../zone-text.ts';

/** Records for whoever looks after the name servers, and how to see what is there. */
export function ToPublish({ domain: { toPublish } }: { domain: AdminDomainDetail }) {
  const { t } = useTranslation();
  const zone = zoneFile(toPublish);
  const dig = digLines(toPublish);
  return (
    <>
      <p className="u-no-margin--bottom">
        {t('domains.zone_file')} <CopyButton value={zone} label={t('domains.copy_zone')} />
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and so it must be reached by keyboard */}
      <pre tabIndex={0} aria-label={t('domains.zone_file')}>
        {zone}
      </pre>
      <p className="u-no-margin--bottom">
        {t('domains.dig')} <CopyButton value={dig} label={t('domains.copy_dig')} />
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and so it must be reached by keyboard */}
      <pre tabIndex={0} aria-label={t('domains.dig')}>
        {dig}
      </pre>
    </>
  );
}
