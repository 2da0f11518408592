import Textarea from '@canonical/react-components/dist/esm/components/Textarea';
import { useForm } from 'react-hook-form';
import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { ChangeMember, MemberChange } from '../api/useChangeMember.ts';

interface Props {
  member: AdminMemberDetail;
  changes: ChangeMember;
  onDecide: (change: MemberChange) => void;
}

/** Says what will happen before it does; lifting a ban is the way back. */
export function BanForm({ member, changes, onDecide }: Props) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm({ defaultValues: { reason: '' } });
  const kind = member.isBanned ? 'unban' : 'ban';
  const hasRole = member.roles.length > 0;
  return (
    <section aria-labelledby="member-ban">
      <h2 id="member-ban" className="p-heading--4">
        {t('member.ban')}
      </h2>
      {member.ban && (
        <p>
          {t('member.banned_since')} <Time value={member.ban.at} />
          {': '}
          <q className="name">{member.ban.reason}</q>
        </p>
      )}
      {hasRole && !member.isBanned ? (
        <p className="u-text--muted">{t('member.refused.has_role')}</p>
      ) : (
        <form onSubmit={handleSubmit(({ reason }) => onDecide({ kind, reason }))}>
          <p>{t(`member.${kind}.help`)}</p>
          <Textarea
            label={t('member.reason')}
            rows={2}
            maxLength={500}
            error={formState.errors.reason && t('member.reason_missing')}
            {...register('reason', { validate: (reason) => reason.trim() !== '' })}
          />
          <Button
            type="submit"
            appearance={member.isBanned ? 'default' : 'negative'}
            isBusy={changes.changing === kind}
          >
            {t(`member.${kind}.button`)}
          </Button>
        </form>
      )}
    </section>
  );
}
