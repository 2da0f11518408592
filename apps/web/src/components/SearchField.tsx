import { useId, useState } from 'react';
import { Button } from './Button.tsx';

interface Props {
  label: string;
  button: string;
  value: string;
  onSearch: (text: string) => void;
}

/** Searches when it is sent, not at every letter. */
export function SearchField({ label, button, value, onSearch }: Props) {
  const id = useId();
  const [text, setText] = useState(value);
  const [searched, setSearched] = useState(value);
  if (searched !== value) {
    // Cleared elsewhere, or another address was opened.
    setSearched(value);
    setText(value);
  }
  return (
    <form
      role="search"
      aria-label={label}
      className="more-filters__search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <div>
        <label htmlFor={id}>{label}</label>
        <input id={id} type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      <Button type="submit">{button}</Button>
    </form>
  );
}
