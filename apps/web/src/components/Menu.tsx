import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';

export interface MenuItem {
  label: string;
  onSelect: () => void;
}

interface Props {
  label: string;
  /** Longer, for those who do not see what it belongs to. */
  description: string;
  items: MenuItem[];
}

/** A button that opens a list of actions. Arrow keys and Tab move in it, Escape closes it. */
export function Menu({ label, description, items }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const menu = useRef<HTMLSpanElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLSpanElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector('button')?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (!menu.current?.contains(event.target as Node)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);

  const close = () => {
    toggle.current?.focus();
    setIsOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };

  return (
    // No control itself: its buttons are, and their keys end up here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <span
      ref={menu}
      className="p-contextual-menu"
      onKeyDown={isOpen ? onKeyDown : undefined}
      onBlur={(event) => {
        if (event.relatedTarget && !menu.current?.contains(event.relatedTarget)) setIsOpen(false);
      }}
    >
      <button
        ref={toggle}
        type="button"
        className="p-button is-dense u-no-margin--bottom has-icon"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={description}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span>{label}</span>
        <i className="p-icon--chevron-down" aria-hidden="true" />
      </button>
      <span ref={list} id={id} className="p-contextual-menu__dropdown" aria-hidden={!isOpen}>
        {isOpen &&
          items.map((item) => (
            <button
              key={item.label}
              type="button"
              className="p-contextual-menu__link"
              onClick={() => {
                close();
                item.onSelect();
              }}
            >
              {item.label}
            </button>
          ))}
      </span>
    </span>
  );
}
