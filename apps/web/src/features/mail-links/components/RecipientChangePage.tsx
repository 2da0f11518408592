import { useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import type { RecipientChangePreview, RecipientChangeState } from '@ubuntu-aliases/shared';
import { ApiError } from '../../../api/api-error.ts';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { paths } from '../../../paths.ts';
import { useRecipientChange } from '../api/useRecipientChange.ts';
import { useToken } from '../useToken.ts';

/**
 * Where the links of both mails about a change lead: to the new mailbox to confirm it, to the old one to take it back.
 * Only the button does something, since programs that look at mail open links. Works signed out.
 */
function RecipientChangePage({ action }: { action: 'confirm' | 'cancel' }) {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const token = useToken();
  const { change, isPending, error, retry, act } = useRecipientChange(id, token);
  const result = useRef<HTMLParagraphElement>(null);
  const done = act.data?.state;
  useEffect(() => {
    if (done) result.current?.focus();
  }, [done]);

  const title = t(`change_page.${action}.title`);
  return (
    <>
      <PageHeading title={title}>{title}</PageHeading>
      {isPending && <Skeleton />}
      {error && !change && (
        // A wrong link stays wrong however often it is tried.
        <ErrorNotice error={error} {...(isAnswer(error) ? {} : { onRetry: retry })} />
      )}
      {change && !done && (
        <>
          <Question change={change} action={action} />
          {act.error && <ErrorNotice error={act.error} />}
          {canAct(change, action) && (
            <Button
              appearance={action === 'confirm' ? 'positive' : 'negative'}
              isBusy={act.isPending}
              onClick={() => act.mutate(action)}
            >
              {t(action === 'cancel' && isUndoable(change) ? 'change_page.undo' : `change_page.${action}`)}
            </Button>
          )}
        </>
      )}
      {change && done && (
        <>
          <p ref={result} tabIndex={-1} role="status" className="lead">
            <Rich text={t(`change_page.result.${toResult(done)}`)} tags={tagsOf(change)} />
          </p>
          {(done === 'cancelled' || done === 'undone') && <p>{t('change_page.safe')}</p>}
          <ToAddresses />
        </>
      )}
    </>
  );
}

export const ConfirmPage = () => <RecipientChangePage action="confirm" />;
export const CancelPage = () => <RecipientChangePage action="cancel" />;

/** Where whoever came here goes on, whether there was something to do or not. */
function ToAddresses() {
  const { t } = useTranslation();
  return (
    <Link className="p-button" to={paths.addresses}>
      {t('landing.continue')}
    </Link>
  );
}

const isAnswer = (error: unknown) =>
  error instanceof ApiError && (error.status === 404 || error.status === 400);

const tagsOf = ({ alias, address }: RecipientChangePreview) => ({
  alias: () => <Address value={alias} />,
  address: () => <Address value={address} />,
});

const isUndoable = ({ state, undoUntil }: RecipientChangePreview) =>
  state === 'confirmed' && undoUntil !== null;

const canAct = (change: RecipientChangePreview, action: 'confirm' | 'cancel') =>
  change.state === 'pending' || (action === 'cancel' && isUndoable(change));

const toResult = (state: RecipientChangeState) =>
  state === 'confirmed' || state === 'undone' || state === 'cancelled' ? state : 'closed';

/** What pressing the button would do; or why there is none. */
function Question({ change, action }: { change: RecipientChangePreview; action: 'confirm' | 'cancel' }) {
  const { t } = useTranslation();
  if (!canAct(change, action))
    return (
      <>
        <p className="lead">
          <Rich text={t(`change_page.state.${change.state}`)} tags={tagsOf(change)} />
        </p>
        <ToAddresses />
      </>
    );
  const isUndo = action === 'cancel' && isUndoable(change);
  const until = isUndo ? change.undoUntil : change.expiresAt;
  return (
    <>
      <p className="lead">
        <Rich
          text={t(isUndo ? `change_page.undo.${change.kind}` : `change_page.${action}.${change.kind}`)}
          tags={tagsOf(change)}
        />
      </p>
      <p>{t(`change_page.${action}.how`)}</p>
      {until && (
        <p className="u-text--muted">
          <Rich text={t('change_page.until')} tags={{ time: () => <Time value={until} /> }} />
        </p>
      )}
    </>
  );
}
