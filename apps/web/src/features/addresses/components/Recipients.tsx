import type { Alias } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { StatusChip } from '../../../components/StatusChip.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { inUse, pendingOf } from '../pending.ts';

interface Props {
  alias: Alias;
  onCode: () => void;
}

/** Where an address goes; a confirmed mailbox needs no word about its state, a failing one says why. */
export function Recipients({ alias, onCode }: Props) {
  const { t } = useTranslation();
  const recipients = inUse(alias);
  const pending = pendingOf(alias);
  return (
    <>
      {recipients.length === 0 && <span className="u-text--muted">{t('recipient.none')}</span>}
      {recipients.length > 0 && (
        <ul className="p-list u-no-margin--bottom">
          {recipients.map((recipient) => (
            <li key={recipient.id} className="recipient">
              <Address value={recipient.address} />
              {recipient.state === 'failing' && (
                <>
                  {' '}
                  <StatusChip tone="negative">{t('recipient.failing')}</StatusChip>
                  <span className="p-text--small u-text--muted state-meaning">
                    {recipient.failingSince && (
                      <Rich
                        text={t('recipient.failing_since')}
                        tags={{ time: () => <Time value={recipient.failingSince ?? ''} /> }}
                      />
                    )}{' '}
                    {recipient.failure && (
                      <>
                        <Rich
                          text={t(recipient.failingHost ? 'recipient.answer_of' : 'recipient.answer')}
                          tags={{ host: () => <bdi>{recipient.failingHost}</bdi> }}
                        />{' '}
                        <code>{recipient.failure}</code>
                      </>
                    )}
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {pending && (
        <div className="pending-change">
          <StatusChip tone="information">{t('recipient.pending')}</StatusChip>{' '}
          <Address value={pending.address} />
          <Button appearance="link" className="u-no-margin--bottom" onClick={onCode}>
            {t('recipient.enter_code')}
          </Button>
        </div>
      )}
    </>
  );
}
