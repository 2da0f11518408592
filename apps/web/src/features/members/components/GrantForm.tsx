import Input from '@canonical/react-components/dist/esm/components/Input';
import Select from '@canonical/react-components/dist/esm/components/Select';
import { useForm, useWatch } from 'react-hook-form';
import type { AdminMemberDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { ChangeMember, MemberChange } from '../api/useChangeMember.ts';

interface Props {
  member: AdminMemberDetail;
  changes: ChangeMember;
  onGrant: (change: MemberChange, onDone: () => void) => void;
}

/** For somebody who is eligible and whose name cannot be an address; elsewhere there is nothing to grant. */
export function GrantForm({ member, changes, onGrant }: Props) {
  const { t } = useTranslation();
  const open = member.eligibility.domains.filter(
    ({ domain, state }) =>
      state === 'ok' && !member.aliases.some((a) => a.domain === domain && a.state !== 'released'),
  );
  const { register, handleSubmit, reset, control } = useForm({
    defaultValues: { domain: open[0]?.domain ?? '', localPart: '' },
  });
  const typed = useWatch({ control });
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="member-grant">
      <h2 id="member-grant" className="p-heading--4">
        {t('member.grant')}
      </h2>
      <p>{t('member.grant_help')}</p>
      <form
        className="member-form"
        onSubmit={handleSubmit(({ domain, localPart }) =>
          onGrant({ kind: 'grant', domain: domain || (open[0]?.domain ?? ''), localPart }, () => reset()),
        )}
      >
        <Input
          type="text"
          label={t('member.local_part')}
          help={typed.localPart && `${typed.localPart.toLowerCase()}@${typed.domain}`}
          maxLength={64}
          required
          autoCapitalize="none"
          autoComplete="off"
          {...register('localPart', { required: true })}
        />
        <Select
          label={t('member.domain')}
          options={open.map(({ domain }) => ({ value: domain, label: domain }))}
          {...register('domain')}
        />
        <Button type="submit" isBusy={changes.changing === 'grant'}>
          {t('member.grant_button')}
        </Button>
      </form>
    </section>
  );
}
