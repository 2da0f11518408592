import { useEffect, useRef } from 'react';
import { Button } from '../../../components/Button.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';

const SHORTCUTS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open_entry'],
  ['x', 'select'],
  ['e', 'acknowledge'],
  ['r', 'resolve'],
  ['Esc', 'close'],
  ['?', 'help'],
] as const;

interface Props {
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  onClose: () => void;
}

export function ShortcutHelp({ isOn, onToggle, onClose }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="shortcut-help" aria-labelledby="shortcut-help-title" onClose={onClose}>
      <h2 id="shortcut-help-title" className="p-heading--4">
        {t('shortcuts.title')}
      </h2>
      <dl className="pairs">
        {SHORTCUTS.map(([key, action]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`shortcuts.${action}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="p-checkbox">
        <input
          type="checkbox"
          className="p-checkbox__input"
          checked={isOn}
          onChange={(event) => onToggle(event.target.checked)}
        />
        <span className="p-checkbox__label">{t('shortcuts.setting')}</span>
      </label>
      <Button onClick={onClose}>{t('shortcuts.dismiss')}</Button>
    </dialog>
  );
}
