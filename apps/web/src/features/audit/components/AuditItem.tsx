import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AuditEntry, Person } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { isKnownAction } from '../../../components/audit/actions.ts';
import { Change } from '../../../components/audit/Change.tsx';
import { isKnownField } from '../../../components/audit/codes.ts';
import { Name } from '../../../components/Name.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';

/** What was done, by whom, about what, and why. */
export function AuditItem({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation();
  const { actor, action, member, alias, domain, errorId, changes, reason } = entry;
  const changed = Object.entries(changes);
  return (
    <li>
      <p className="audit-list__when u-text--muted">
        <Time value={entry.at} />
      </p>
      <div>
        <h2 className="p-heading--5 u-no-margin--bottom">
          {isKnownAction(action) ? t(`audit.action.${action}`) : <code>{action}</code>}
        </h2>
        <dl className="audit-list__facts">
          <Fact term={t('audit.by')}>
            {actor.member ? <PersonName person={actor.member} /> : t(`audit.actor.${actor.kind}`)}
          </Fact>
          {alias && (
            <Fact term={t('audit.alias')}>
              <AliasName alias={alias} isThere={action !== 'alias.freed'} />
            </Fact>
          )}
          {member && (
            <Fact term={t('audit.about')}>
              <PersonName person={member} />
            </Fact>
          )}
          {domain !== null && !alias?.address && (
            <Fact term={t('audit.domain')}>
              <span className="name">{domain}</span>
            </Fact>
          )}
          {errorId !== null && (
            <Fact term={t('audit.error')}>
              <Link to={paths.errorEntry(errorId)}>{t('audit.error_open')}</Link>
            </Fact>
          )}
          {changed.map(([field, [before, after]]) => (
            <Fact key={field} term={isKnownField(field) ? t(`audit.field.${field}`) : <code>{field}</code>}>
              <Change field={field} before={before} after={after} />
            </Fact>
          ))}
          {reason !== null && (
            <Fact term={t('audit.reason')}>
              <q className="name">{reason}</q>
            </Fact>
          )}
        </dl>
      </div>
    </li>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function AliasName({ alias, isThere }: { alias: NonNullable<AuditEntry['alias']>; isThere: boolean }) {
  const { t } = useTranslation();
  if (alias.address === null) return t('audit.alias_gone');
  if (!isThere) return <Address value={alias.address} />;
  return (
    <Link to={paths.adminAddress(alias.id)}>
      <Address value={alias.address} />
    </Link>
  );
}

function PersonName({ person: { launchpadName, claimedIdentifier } }: { person: Person }) {
  return <Name value={launchpadName === null ? claimedIdentifier : `~${launchpadName}`} />;
}
