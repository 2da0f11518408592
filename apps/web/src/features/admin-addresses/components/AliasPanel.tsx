import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { AdminAlias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { CopyButton } from '../../../components/CopyButton.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { canAdminister, isAdminOfEverything, useGetMe } from '../../session/index.ts';
import { useGetAdminAlias } from '../api/useGetAdminAlias.ts';
import { useRevealRecipients } from '../api/useRevealRecipients.ts';
import { AdminAliasState } from './AdminAliasState.tsx';
import { GoesTo } from './GoesTo.tsx';
import { Owner } from './Owner.tsx';

interface Props {
  id: string;
  onClose: () => void;
  onHold: (alias: AdminAlias) => void;
  onFree: (alias: AdminAlias) => void;
}

/** One address: what it is, whose, where its mail goes, and what an admin can do. */
export function AliasPanel({ id, onClose, onHold, onFree }: Props) {
  const { t } = useTranslation();
  const { alias, isPending, error, retry } = useGetAdminAlias(id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [id]);
  return (
    <section className="entry-panel" aria-labelledby="alias-panel-title">
      <div className="entry-panel__header">
        <h2 id="alias-panel-title" ref={heading} tabIndex={-1} className="p-heading--4">
          {alias ? <Address value={alias.address} /> : t('admin_alias.one')}
        </h2>
        <Button appearance="base" className="has-icon" onClick={onClose}>
          <Icon name="close" />
          <span className="u-off-screen">{t('admin_alias.close')}</span>
        </Button>
      </div>
      {isPending && <Skeleton lines={5} />}
      {error && !alias && <ErrorNotice error={error} onRetry={retry} />}
      {alias && (
        <>
          <p>
            <AdminAliasState alias={alias} />
          </p>
          <Actions alias={alias} onHold={onHold} onFree={onFree} />
          <Facts alias={alias} />
          <h3 className="p-heading--5">{t('admin_alias.goes_to')}</h3>
          <Recipients key={id} alias={alias} />
          <p>
            <Link to={{ pathname: paths.audit, search: `?${new URLSearchParams({ alias: alias.id })}` }}>
              {t('admin_alias.history')}
            </Link>
          </p>
        </>
      )}
    </section>
  );
}

function Actions({ alias, onHold, onFree }: Pick<Props, 'onHold' | 'onFree'> & { alias: AdminAlias }) {
  const { t } = useTranslation();
  const { member } = useGetMe();
  if (!canAdminister(member, alias.domain))
    return <p className="u-text--muted">{t('admin_alias.read_only')}</p>;
  const canFree = alias.state === 'released' && isAdminOfEverything(member);
  return (
    <div className="entry-panel__actions">
      {(alias.heldAt !== null || alias.state !== 'released') && (
        <Button onClick={() => onHold(alias)}>
          {t(alias.heldAt === null ? 'admin_alias.hold' : 'admin_alias.unhold')}
        </Button>
      )}
      {canFree && <Button onClick={() => onFree(alias)}>{t('admin_alias.free')}</Button>}
      <CopyButton value={alias.address} label={t('addresses.copy', { address: alias.address })} />
    </div>
  );
}

function Facts({ alias }: { alias: AdminAlias }) {
  const { t } = useTranslation();
  const since = (name: 'suspended_at' | 'held_at' | 'released_at', at: string | null) =>
    at !== null && (
      <>
        <dt>{t(`admin_alias.${name}`)}</dt>
        <dd>
          <Time value={at} />
        </dd>
      </>
    );
  return (
    <dl className="pairs">
      <dt>{t('admin_alias.owner')}</dt>
      <dd>
        <Owner alias={alias} />
      </dd>
      {alias.member && (
        <>
          <dt>{t('admin_alias.identifier')}</dt>
          <dd>
            <code className="name">{alias.member.claimedIdentifier}</code>
          </dd>
        </>
      )}
      <dt>{t('admin_alias.origin')}</dt>
      <dd>{t(`admin_alias.origin.${alias.origin}`)}</dd>
      <dt>{t('admin_alias.created')}</dt>
      <dd>
        <Time value={alias.createdAt} />
      </dd>
      {since('suspended_at', alias.suspendedAt)}
      {since('held_at', alias.heldAt)}
      {alias.holdReason && (
        <>
          <dt>{t('admin_alias.hold_reason')}</dt>
          <dd>{alias.holdReason}</dd>
        </>
      )}
      {since('released_at', alias.releasedAt)}
    </dl>
  );
}

/** Masked until an admin asks; asking is recorded, and the page says so beforehand. */
function Recipients({ alias }: { alias: AdminAlias }) {
  const { t } = useTranslation();
  const { member } = useGetMe();
  const { reveal, isRevealing, error, recipients } = useRevealRecipients(alias.id);
  const canReveal = canAdminister(member, alias.domain) && alias.recipients.length > 0;
  return (
    <>
      <GoesTo recipients={recipients ?? alias.recipients} />
      {canReveal && (
        <p role="status" className="u-text--muted">
          {t(recipients ? 'admin_alias.revealed' : 'admin_alias.reveal_help')}
        </p>
      )}
      {error && <ErrorNotice error={error} />}
      {canReveal && !recipients && (
        <Button isBusy={isRevealing} onClick={reveal}>
          {t('admin_alias.reveal')}
        </Button>
      )}
    </>
  );
}
