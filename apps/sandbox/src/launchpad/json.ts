const escapes = /[&<>\u007f-\uffff]/g;

/** JSON as Launchpad writes it: one line, ASCII, and no character that means something in HTML. */
export function launchpadJson(value: unknown): string {
  return JSON.stringify(value).replace(
    escapes,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
