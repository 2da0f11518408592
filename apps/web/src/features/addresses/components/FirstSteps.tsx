import { Button } from '../../../components/Button.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { Step } from '../first-steps.ts';

interface Props {
  steps: readonly Step[];
  onTest: () => void;
  onDismiss: () => void;
}

/** How far one is on the first visit, with ticks, and the next thing to do. */
export function FirstSteps({ steps, onTest, onDismiss }: Props) {
  const { t } = useTranslation();
  const isNext = (name: Step['name']) => steps.find(({ isDone }) => !isDone)?.name === name;
  return (
    <section className="first-steps" aria-label={t('steps.title')}>
      <ol className="first-steps__list">
        {steps.map(({ name, isDone }, index) => (
          <li key={name} className={isDone ? 'is-done' : undefined}>
            <span className="first-steps__mark" aria-hidden="true">
              {isDone ? <Icon name="success" /> : index + 1}
            </span>
            {name === 'tested' && isNext('tested') ? (
              <Button appearance="link" className="u-no-margin--bottom" onClick={onTest}>
                {t('steps.tested')}
              </Button>
            ) : (
              t(`steps.${name}`)
            )}
            <span className="u-off-screen">{isDone ? t('steps.done') : t('steps.to_do')}</span>
          </li>
        ))}
      </ol>
      {steps.slice(0, 2).every(({ isDone }) => isDone) && (
        <Button isDense onClick={onDismiss}>
          {t('steps.dismiss')}
        </Button>
      )}
    </section>
  );
}
