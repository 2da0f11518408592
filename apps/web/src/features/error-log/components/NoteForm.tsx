import Textarea from '@canonical/react-components/dist/esm/components/Textarea';
import { useState } from 'react';
import type { ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import type { UpdateErrorEntryFunction } from '../api/useUpdateErrorEntry.ts';

interface Props {
  entry: ErrorEntryDetail;
  isReadOnly: boolean;
  onSave: UpdateErrorEntryFunction;
}

/** What the admins know about it, for the other admins. */
export function NoteForm({ entry, isReadOnly, onSave }: Props) {
  const { t } = useTranslation();
  // What is being typed stays when somebody else's change arrives.
  const [typed, setTyped] = useState<string | null>(null);
  if (isReadOnly) return <p className="name">{entry.note || t('errors.no_note')}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === null) return;
        onSave({ id: entry.id, change: { note: typed } });
        setTyped(null);
      }}
    >
      <Textarea
        label={t('errors.note_label')}
        help={t('errors.note_help')}
        rows={3}
        maxLength={2000}
        value={typed ?? entry.note}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={typed === null || typed === entry.note}>
        {t('errors.save_note')}
      </Button>
    </form>
  );
}
