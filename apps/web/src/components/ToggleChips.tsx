import { useId } from 'react';

interface Props<T extends string> {
  label: string;
  items: readonly T[];
  selected: readonly T[];
  nameOf: (item: T) => string;
  onToggle: (item: T) => void;
}

/** Chips that are pressed or not; the group says what they choose. */
export function ToggleChips<T extends string>({ label, items, selected, nameOf, onToggle }: Props<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="toggle-chips">
      <span id={id} className="toggle-chips__label">
        {label}
      </span>
      {items.map((item) => (
        <button
          key={item}
          type="button"
          className="p-chip is-inline"
          aria-pressed={selected.includes(item)}
          onClick={() => onToggle(item)}
        >
          <span className="p-chip__value">{nameOf(item)}</span>
        </button>
      ))}
    </div>
  );
}
