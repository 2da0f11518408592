/** OpenID Authentication 2.0: constants and the key-value form. */

export const ns = 'http://specs.openid.net/auth/2.0';
export const identifierSelect = 'http://specs.openid.net/auth/2.0/identifier_select';
/** Simple Registration 1.1, and the older address that some relying parties send. */
export const sregNamespaces = ['http://openid.net/extensions/sreg/1.1', 'http://openid.net/sreg/1.0'];
export const teamsNamespace = 'http://ns.launchpad.net/2007/openid-teams';

/** Parameters without their `openid.` prefix. */
export type Message = Map<string, string>;

/** Key-Value Form Encoding, section 4.1.1: a line may hold neither a newline in it nor a colon in its key. */
export function keyValueForm(pairs: Iterable<readonly [string, string]>): string {
  let text = '';
  for (const [key, value] of pairs) text += `${key}:${value}\n`;
  return text;
}

export const fitsKeyValueForm = (key: string, value: string): boolean =>
  !/[\n:]/.test(key) && !value.includes('\n');

export function messageFrom(params: Map<string, string>): Message {
  const message: Message = new Map();
  for (const [name, value] of params) {
    if (name.startsWith('openid.')) message.set(name.slice('openid.'.length), value);
  }
  return message;
}

/** The alias under which a message speaks of an extension, section 12. */
export function extensionAlias(message: Message, namespaces: string[]): string | null {
  for (const [key, value] of message) {
    const alias = /^ns\.([^.]+)$/.exec(key)?.[1];
    if (alias && namespaces.includes(value)) return alias;
  }
  return null;
}

export const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
