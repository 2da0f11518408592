import type { AdminMember } from '@ubuntu-aliases/shared';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';

/** What sets this member apart, in words; nothing for most. */
export function MemberMarks({ member }: { member: AdminMember }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <span className="member-marks">
      {member.isBanned && <StatusChip tone="negative">{t('members.banned')}</StatusChip>}
      {member.isCheckPending && <StatusChip tone="caution">{t('members.check_pending')}</StatusChip>}
      {member.roles.map(({ role, domains }) => (
        <StatusChip key={role} tone="information">
          {domains === null
            ? t(`members.role.${role}.all`)
            : t(`members.role.${role}.some`, { domains: format.list(domains) })}
        </StatusChip>
      ))}
      {member.openErrors > 0 && (
        <StatusChip tone="caution">{t('members.open_errors', { count: member.openErrors })}</StatusChip>
      )}
    </span>
  );
}
