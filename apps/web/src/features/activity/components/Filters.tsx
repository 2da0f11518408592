import { useId } from 'react';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { ACTORS, TOPICS, type Filters } from '../filters.ts';

interface Props {
  filters: Filters;
  onChange: (filters: Filters) => void;
}

export function ActivityFilters({ filters, onChange }: Props) {
  const { t } = useTranslation();
  const topicId = useId();
  const actorId = useId();
  return (
    <div className="activity-filters">
      <div>
        <label htmlFor={topicId}>{t('activity.topic')}</label>
        <select
          id={topicId}
          value={filters.topic ?? ''}
          onChange={({ target }) =>
            onChange({ ...filters, topic: TOPICS.find((topic) => topic === target.value) ?? null })
          }
        >
          <option value="">{t('activity.any')}</option>
          {TOPICS.map((topic) => (
            <option key={topic} value={topic}>
              {t(`activity.topic.${topic}`)}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label htmlFor={actorId}>{t('activity.actor')}</label>
        <select
          id={actorId}
          value={filters.actor ?? ''}
          onChange={({ target }) =>
            onChange({ ...filters, actor: ACTORS.find((actor) => actor === target.value) ?? null })
          }
        >
          <option value="">{t('activity.anybody')}</option>
          {ACTORS.map((actor) => (
            <option key={actor} value={actor}>
              {t(`activity.actor.${actor}`)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
