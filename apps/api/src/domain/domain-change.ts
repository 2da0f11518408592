import { domainSettingsSchema, type DomainSettings } from '@ubuntu-aliases/shared';

/** What the admins of a domain may change themselves: whom we mail, how, and its words. The rest is for admins of everything. */
const OWN_FIELDS: readonly string[] = ['adminContacts', 'newAddressNotice', 'settings'];
const OWN_SETTINGS: readonly string[] = ['landingText', 'removalNotice'];

export function isOwnChange(change: { settings?: object }): boolean {
  return (
    Object.keys(change).every((field) => OWN_FIELDS.includes(field)) &&
    Object.keys(change.settings ?? {}).every((key) => OWN_SETTINGS.includes(key))
  );
}

/**
 * Settings with some groups replaced, as they are to be kept: only what differs from the defaults, so that a better
 * default reaches everybody who never chose. Null when what was given is not in the right form.
 */
export function changeSettings(
  current: DomainSettings,
  change: object,
): { all: DomainSettings; kept: object } | null {
  const merged = domainSettingsSchema.strict().safeParse({ ...current, ...change });
  if (!merged.success) return null;
  const defaults = new Map(Object.entries(domainSettingsSchema.parse({})));
  const kept = Object.entries(merged.data).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults.get(key)),
  );
  return { all: merged.data, kept: Object.fromEntries(kept) };
}
