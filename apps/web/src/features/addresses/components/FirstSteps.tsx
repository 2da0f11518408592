import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alias, Eligibility } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';

const STORAGE_KEY = 'first-steps-done';

function wasDismissed(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null;
  } catch {
    return false;
  }
}

interface Props {
  aliases: readonly Alias[];
  eligibility: Eligibility;
}

/** How far one is on the first visit, with ticks; gone for good once it was read. */
export function FirstSteps({ aliases, eligibility }: Props) {
  const { t } = useTranslation();
  const [isDismissed, setIsDismissed] = useState(wasDismissed);
  if (isDismissed) return null;
  const isReady = aliases.some(
    ({ state, recipients }) =>
      (state === 'active' || state === 'grace' || state === 'paused') &&
      recipients.some((recipient) => recipient.state !== 'pending'),
  );
  const steps = [
    { isDone: eligibility.isEligible, text: t('steps.verified') },
    { isDone: isReady, text: t('steps.ready') },
  ];
  const dismiss = () => {
    setIsDismissed(true);
    try {
      localStorage.setItem(STORAGE_KEY, '1');
    } catch {
      // It will be shown again next time, no harm.
    }
  };
  return (
    <section className="first-steps" aria-label={t('steps.title')}>
      <ol className="first-steps__list">
        {steps.map((step, index) => (
          <li key={step.text} className={step.isDone ? 'is-done' : undefined}>
            <span className="first-steps__mark" aria-hidden="true">
              {step.isDone ? <Icon name="success" /> : index + 1}
            </span>
            {step.text}
            <span className="u-off-screen">{step.isDone ? t('steps.done') : t('steps.to_do')}</span>
          </li>
        ))}
      </ol>
      {steps.every(({ isDone }) => isDone) && (
        <Button isDense onClick={dismiss}>
          {t('steps.dismiss')}
        </Button>
      )}
    </section>
  );
}
