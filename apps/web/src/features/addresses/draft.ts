/** What was typed, kept in this tab: it is still there after another sign-in, a reload or a lost connection. */
const keyOf = (name: string) => `draft:${name}`;

export function readDraft(name: string): string {
  try {
    return sessionStorage.getItem(keyOf(name)) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(name: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), text);
  } catch {
    // Without storage it lasts as long as the page.
  }
}
