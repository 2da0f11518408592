import { useEffect, useState } from 'react';

const STORAGE_KEY = 'shortcuts-off';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable="true"]');
}

/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4); the choice is kept in this browser. */
export function useShortcutSetting() {
  const [isOn, setIsOn] = useState(() => {
    try {
      return localStorage.getItem(STORAGE_KEY) === null;
    } catch {
      return true;
    }
  });
  const change = (next: boolean) => {
    setIsOn(next);
    try {
      if (next) localStorage.removeItem(STORAGE_KEY);
      else localStorage.setItem(STORAGE_KEY, '1');
    } catch {
      // Lasts as long as the page, then.
    }
  };
  return { isOn, change };
}

export function useShortcuts(handlers: Partial<Record<string, () => void>>, isOn: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      // Escape is no character key: it always closes.
      if (event.key !== 'Escape' && (!isOn || isTyping(event.target))) return;
      const handler = handlers[event.key];
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [handlers, isOn]);
}
