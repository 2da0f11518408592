import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { Button } from '../../../components/Button.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { ErrorState } from '@ubuntu-aliases/shared';
import { paths } from '../../../paths.ts';
import { useGetErrorEntry } from '../api/useGetErrorEntry.ts';
import type { UpdateErrorEntryFunction } from '../api/useUpdateErrorEntry.ts';
import { topicOf } from '../entry-topic.ts';
import { EntryFacts } from './EntryFacts.tsx';
import { EntryState, Severity } from './EntryState.tsx';
import { NoteForm } from './NoteForm.tsx';
import { RetryButton } from './RetryButton.tsx';
import { RevealedPerson } from './RevealedPerson.tsx';
import { Timeline } from './Timeline.tsx';

interface Props {
  id: string;
  isReadOnly: boolean;
  onClose: () => void;
  onState: (id: string, state: ErrorState) => void;
  onNote: UpdateErrorEntryFunction;
}

/** One entry: what it means, what to do, who, when, and what was noted. */
export function EntryPanel({ id, isReadOnly, onClose, onState, onNote }: Props) {
  const { t } = useTranslation();
  const { entry, isPending, error, retry } = useGetErrorEntry(id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [id]);
  const topic = entry ? topicOf(entry.code) : null;
  return (
    <section className="entry-panel" aria-labelledby="entry-panel-title">
      <div className="entry-panel__header">
        <h2 id="entry-panel-title" ref={heading} tabIndex={-1} className="p-heading--4">
          {topic ? t(`entry.${topic}`) : t('errors.entry')}
        </h2>
        <Button appearance="base" className="has-icon" onClick={onClose}>
          <Icon name="close" />
          <span className="u-off-screen">{t('errors.close')}</span>
        </Button>
      </div>
      {isPending && <Skeleton lines={5} />}
      {error && !entry && <ErrorNotice error={error} onRetry={retry} />}
      {entry && topic && (
        <>
          <p className="entry-card__line">
            <Severity severity={entry.severity} />
            <EntryState state={entry.state} />
          </p>
          {isReadOnly ? (
            <p className="u-text--muted">{t('errors.read_only')}</p>
          ) : (
            <div className="entry-panel__actions">
              <RetryButton key={id} entry={entry} />
              {entry.state === 'open' && (
                <Button onClick={() => onState(id, 'acknowledged')}>{t('errors.acknowledge')}</Button>
              )}
              {entry.state === 'resolved' ? (
                <Button onClick={() => onState(id, 'open')}>{t('errors.reopen')}</Button>
              ) : (
                <Button appearance="positive" onClick={() => onState(id, 'resolved')}>
                  {t('errors.resolve')}
                </Button>
              )}
            </div>
          )}
          <p>{t(`entry.${topic}.why`)}</p>
          <h3 className="p-heading--5">{t('errors.fix')}</h3>
          <p>{t(`entry.${topic}.fix`)}</p>
          {entry.member && (
            <>
              <h3 className="p-heading--5">{t('errors.person')}</h3>
              <RevealedPerson key={id} entry={entry} />
              {entry.memberId !== null && (
                <p className="u-no-margin--bottom">
                  <Link to={paths.member(entry.memberId)}>{t('errors.open_member')}</Link>
                </p>
              )}
            </>
          )}
          <EntryFacts entry={entry} />
          <h3 className="p-heading--5">{t('errors.timeline')}</h3>
          <Timeline entry={entry} />
          <h3 className="p-heading--5">{t('errors.note')}</h3>
          <NoteForm key={id} entry={entry} isReadOnly={isReadOnly} onSave={onNote} />
          {entry.stack !== null && (
            <details>
              <summary>{t('errors.stack')}</summary>
              <pre className="entry-panel__stack">
                <code>{entry.stack}</code>
              </pre>
            </details>
          )}
        </>
      )}
    </section>
  );
}
