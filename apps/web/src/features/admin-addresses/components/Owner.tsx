import type { AdminAlias } from '@ubuntu-aliases/shared';
import { Name } from '../../../components/Name.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

export function Owner({ alias }: { alias: AdminAlias }) {
  const { t } = useTranslation();
  if (alias.member === null)
    return (
      <span className="u-text--muted">
        {t(alias.isUnclaimed ? 'admin_alias.nobody_yet' : 'admin_alias.owner_left')}
      </span>
    );
  const { launchpadName, displayName, claimedIdentifier } = alias.member;
  return (
    <>
      <Name value={launchpadName === null ? claimedIdentifier : `~${launchpadName}`} />
      {displayName !== '' && (
        <span className="p-text--small u-text--muted state-meaning">
          <Name value={displayName} />
        </span>
      )}
    </>
  );
}
