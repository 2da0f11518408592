import type { TestMessage, TestMessageStage } from '@ubuntu-aliases/shared';
import { Icon, type IconName } from '../../../components/Icon.tsx';
import { Time } from '../../../components/Time.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const ICONS: Record<TestMessageStage['state'], IconName | null> = {
  done: 'success',
  failed: 'error',
  waiting: null,
};

/** How far a test has come; each step is read out as it happens. */
export function Stages({ message }: { message: TestMessage }) {
  const { t } = useTranslation();
  const current = message.stages.find(({ state }) => state !== 'done');
  return (
    <ol className="stages" aria-live="polite" aria-label={t('test.stages')}>
      {message.stages.map((stage) => {
        const icon = stage === current && stage.state === 'waiting' ? 'spinner' : ICONS[stage.state];
        return (
          <li key={stage.name} className={`stage is-${stage.state}`}>
            <span className="stage__mark">{icon && <Icon name={icon} />}</span>
            <span>
              <StageWords stage={stage} />
              {stage.at && (
                <>
                  {' '}
                  <span className="u-text--muted">
                    <Time value={stage.at} />
                  </span>
                </>
              )}
              {stage.answer && stage.state !== 'done' && (
                <span className="stage__answer">
                  {t('test.answer')} <code>{stage.answer}</code>
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function StageWords({ stage }: { stage: TestMessageStage }) {
  const { t } = useTranslation();
  if (stage.name === 'accepted' && stage.host)
    return (
      <>
        {t(stage.state === 'failed' ? 'test.stage.refused_by' : 'test.stage.accepted_by', {
          host: stage.host,
        })}
      </>
    );
  return (
    <>
      {t(`test.stage.${stage.name}`)}
      <span className="u-off-screen"> {t(`test.state.${stage.state}`)}</span>
    </>
  );
}
