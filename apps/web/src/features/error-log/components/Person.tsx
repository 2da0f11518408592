import type { ErrorEntry } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Name } from '../../../components/Name.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** Who an entry is about, in one line and masked. */
export function Person({ member }: { member: ErrorEntry['member'] }) {
  const { t } = useTranslation();
  if (member === null) return <span className="u-text--muted">{t('errors.nobody')}</span>;
  if (member.launchpadName !== null) return <Name value={`~${member.launchpadName}`} />;
  if (member.email !== null) return <Address value={member.email} />;
  return <Name value={member.claimedIdentifier} />;
}
