import Select from '@canonical/react-components/dist/esm/components/Select';
import { useState } from 'react';
import type { AdminMemberDetail, Role } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetDomains } from '../../landing/index.ts';
import type { ChangeMember, MemberChange } from '../api/useChangeMember.ts';

interface Props {
  member: AdminMemberDetail;
  etag: string | null;
  changes: ChangeMember;
  onSave: (change: MemberChange) => void;
}

const REACHES = ['none', 'all', 'some'] as const;
type Reach = (typeof REACHES)[number];
const KINDS = ['admin', 'auditor'] as const;

const reachOf = (role: Role | undefined): Reach =>
  role === undefined ? 'none' : role.domains === null ? 'all' : 'some';

/** Two questions: how far the admin's role reaches, and how far the reader's. */
export function RolesForm({ member, etag, changes, onSave }: Props) {
  const { t } = useTranslation();
  const { domains } = useGetDomains();
  const held = (kind: Role['role']) => member.roles.find(({ role }) => role === kind);
  const [wanted, setWanted] = useState(() =>
    KINDS.map((kind) => ({ kind, reach: reachOf(held(kind)), domains: held(kind)?.domains ?? [] })),
  );
  const set = (kind: Role['role'], part: { reach?: Reach; domains?: string[] }) =>
    setWanted(wanted.map((w) => (w.kind === kind ? { ...w, ...part } : w)));
  const roles = wanted
    .filter(({ reach, domains: names }) => reach === 'all' || (reach === 'some' && names.length > 0))
    .map(({ kind, reach, domains: names }) => ({ role: kind, domains: reach === 'all' ? null : names }));
  if (member.isListedAdmin)
    return (
      <section aria-labelledby="member-roles">
        <h2 id="member-roles" className="p-heading--4">
          {t('member.roles')}
        </h2>
        <p>{t('member.listed_admin')}</p>
      </section>
    );
  return (
    <section aria-labelledby="member-roles">
      <h2 id="member-roles" className="p-heading--4">
        {t('member.roles')}
      </h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ kind: 'roles', roles, etag });
        }}
      >
        {wanted.map(({ kind, reach, domains: names }) => (
          <div key={kind}>
            <Select
              label={t(`member.roles.${kind}`)}
              help={t(`member.roles.${kind}.help`)}
              value={reach}
              onChange={(event) =>
                set(kind, { reach: REACHES.find((r) => r === event.target.value) ?? 'none' })
              }
              options={REACHES.map((value) => ({ value, label: t(`member.reach.${value}`) }))}
            />
            {reach === 'some' && (
              <fieldset className="member-domains">
                <legend className="u-off-screen">{t(`member.roles.${kind}`)}</legend>
                {(domains?.items ?? []).map(({ name }) => (
                  <label key={name} className="p-checkbox">
                    <input
                      type="checkbox"
                      className="p-checkbox__input"
                      checked={names.includes(name)}
                      onChange={(event) =>
                        set(kind, {
                          domains: event.target.checked
                            ? [...names, name]
                            : names.filter((other) => other !== name),
                        })
                      }
                    />
                    <span className="p-checkbox__label">{name}</span>
                  </label>
                ))}
              </fieldset>
            )}
          </div>
        ))}
        <Button
          type="submit"
          isBusy={changes.changing === 'roles'}
          disabled={JSON.stringify(roles) === JSON.stringify(member.roles)}
        >
          {t('member.roles.save')}
        </Button>
        <p className="u-text--muted">{t('member.roles.told')}</p>
      </form>
    </section>
  );
}
