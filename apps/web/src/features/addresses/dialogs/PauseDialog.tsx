import { useState, type FormEvent } from 'react';
import type { Alias, PauseReply } from '@ubuntu-aliases/shared';
import { Address } from '../../../components/Address.tsx';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useFormat } from '../../../i18n/format.ts';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { pauseRange, startOfDay } from '../pause-days.ts';

const REPLIES = ['temporary', 'permanent'] as const satisfies PauseReply[];

interface Props {
  alias: Alias;
  onClose: () => void;
  onPause: (choice: { pauseReply: PauseReply; pausedUntil: string | null }) => void;
}

/** What becomes of mail meanwhile is said before it is chosen. */
export function PauseDialog({ alias, onClose, onPause }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [reply, setReply] = useState<PauseReply>('temporary');
  const [day, setDay] = useState('');
  const [range] = useState(() => pauseRange(new Date()));
  const until = startOfDay(day);
  const address = () => <Address value={alias.address} />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onPause({ pauseReply: reply, pausedUntil: until === null ? null : until.toISOString() });
  };
  return (
    <Dialog title={<Rich text={t('pause.title')} tags={{ address }} />} onClose={onClose}>
      <form onSubmit={submit}>
        <fieldset className="choices">
          <legend>{t('pause.reply')}</legend>
          {REPLIES.map((one, index) => (
            <label key={one} className="p-radio choice">
              <input
                type="radio"
                name="reply"
                className="p-radio__input"
                checked={reply === one}
                data-autofocus={index === 0 || undefined}
                onChange={() => setReply(one)}
              />
              <span className="p-radio__label">
                {t(`pause.reply.${one}`)}
                <span className="p-form-help-text">{t(`pause.reply.${one}.help`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <label htmlFor="pause-until">{t('pause.until')}</label>
        <input
          id="pause-until"
          type="date"
          value={day}
          min={range.min}
          max={range.max}
          aria-describedby="pause-until-help"
          onChange={(event) => setDay(event.target.value)}
        />
        <p id="pause-until-help" className="p-form-help-text">
          {t('pause.until.help')}
        </p>
        <p role="status">
          <Rich
            text={
              until === null
                ? t('pause.summary.open')
                : t('pause.summary.until', { date: format.date(until) })
            }
            tags={{ address }}
          />
        </p>
        <div className="dialog__actions">
          <Button onClick={onClose}>{t('dialog.cancel')}</Button>
          <Button appearance="positive" type="submit">
            {t('pause.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
