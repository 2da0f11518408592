import Textarea from '@canonical/react-components/dist/esm/components/Textarea';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import type { UpdateErrorEntryFunction } from '../api/useUpdateErrorEntry.ts';

interface Props {
  entry: ErrorEntryDetail;
  isReadOnly: boolean;
  onSave: UpdateErrorEntryFunction;
}

/** What the admins know about it, for the other admins. */
export function NoteForm({ entry, isReadOnly, onSave }: Props) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm({
    values: { note: entry.note },
    // What is being typed stays when somebody else's change arrives.
    resetOptions: { keepDirtyValues: true },
  });
  if (isReadOnly) return <p className="name">{entry.note || t('errors.no_note')}</p>;
  return (
    <form onSubmit={handleSubmit(({ note }) => onSave({ id: entry.id, change: { note } }))}>
      <Textarea
        label={t('errors.note_label')}
        help={t('errors.note_help')}
        rows={3}
        maxLength={2000}
        {...register('note')}
      />
      <Button type="submit" disabled={!formState.isDirty}>
        {t('errors.save_note')}
      </Button>
    </form>
  );
}
