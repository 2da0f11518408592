import { Link } from 'react-router';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Notification } from '../../../components/Notification.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks, paths } from '../../../paths.ts';
import { pendingOf } from '../pending.ts';
import type { Trouble } from '../trouble.ts';
import type { OpenDialog } from '../useDialog.ts';

function Sentence({ trouble }: { trouble: Trouble }) {
  const { t } = useTranslation();
  const format = useFormat();
  const address = () => <Address value={trouble.alias.address} />;
  switch (trouble.kind) {
    case 'suspended':
      return <Rich text={t(`trouble.suspended.${trouble.reason}`)} tags={{ address }} />;
    case 'no_recipient':
      return <Rich text={t('trouble.no_recipient')} tags={{ address }} />;
    case 'failing':
      return (
        <Rich
          text={t('trouble.failing')}
          tags={{ address, recipient: () => <Address value={trouble.recipient} /> }}
        />
      );
    case 'grace': {
      const date = trouble.until === null ? '' : format.date(new Date(trouble.until));
      return <Rich text={t(date ? 'trouble.grace' : 'trouble.grace_open', { date })} tags={{ address }} />;
    }
  }
}

interface Props {
  troubles: readonly Trouble[];
  onOpen: OpenDialog;
}

/** The remedy of the worst of them; what has none of its own is explained on the eligibility page. */
function Remedy({ trouble, onOpen }: Omit<Props, 'troubles'> & { trouble: Trouble }) {
  const { t } = useTranslation();
  const { alias } = trouble;
  if (trouble.kind === 'no_recipient' || trouble.kind === 'failing') {
    const failing = alias.recipients.find(({ state }) => state === 'failing');
    return (
      <Button onClick={() => onOpen('recipient', alias, failing?.id)}>
        {t(pendingOf(alias) ? 'remedy.code' : trouble.kind === 'failing' ? 'remedy.change' : 'remedy.choose')}
      </Button>
    );
  }
  if (trouble.kind === 'suspended' && trouble.reason === 'coc_unsigned')
    return (
      <a className="p-button" href={launchpadLinks.codeOfConduct}>
        {t('remedy.sign_coc')}
      </a>
    );
  if (trouble.kind === 'suspended' && trouble.reason === 'held')
    return (
      <Link className="p-button" to={paths.help}>
        {t('remedy.help')}
      </Link>
    );
  return (
    <Link className="p-button" to={paths.eligibility}>
      {t('remedy.eligibility')}
    </Link>
  );
}

/** What is wrong, in one notification on top, with its remedy. */
export function TroubleNotice({ troubles, onOpen }: Props) {
  const { t } = useTranslation();
  const worst = troubles[0];
  if (!worst) return null;
  return (
    <Notification
      severity={worst.kind === 'suspended' ? 'negative' : 'caution'}
      title={t('trouble.title', { count: troubles.length })}
      actions={<Remedy trouble={worst} onOpen={onOpen} />}
    >
      {troubles.length === 1 ? (
        <Sentence trouble={worst} />
      ) : (
        <ul className="u-no-margin--bottom">
          {troubles.map((trouble) => (
            <li key={trouble.alias.id}>
              <Sentence trouble={trouble} />
            </li>
          ))}
        </ul>
      )}
    </Notification>
  );
}
