interface Props {
  label: string;
  isChecked: boolean;
  onToggle: () => void;
}

/** A tick whose words only a screen reader needs: the row beside it says the same. */
export function SelectBox({ label, isChecked, onToggle }: Props) {
  return (
    <label className="p-checkbox--inline">
      <input
        type="checkbox"
        className="p-checkbox__input"
        aria-label={label}
        checked={isChecked}
        onChange={onToggle}
      />
      <span className="p-checkbox__label" />
    </label>
  );
}
