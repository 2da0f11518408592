import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { addressCreated } from './address-created.ts';
import { addressHeld } from './address-held.ts';
import { addressRestored } from './address-restored.ts';
import { addressUnheld } from './address-unheld.ts';
import { claimAddress } from './claim-address.ts';
import { addressGrace } from './address-grace.ts';
import { addressSuspended } from './address-suspended.ts';
import { addressesReady } from './addresses-ready.ts';
import { addressesRemoved } from './addresses-removed.ts';
import { exportReady } from './export-ready.ts';
import { problems } from './problems.ts';
import { recipientAsked } from './recipient-asked.ts';
import { recipientChanged } from './recipient-changed.ts';
import { recipientConfirm } from './recipient-confirm.ts';
import { recipientFailing } from './recipient-failing.ts';
import { recipientRemoved } from './recipient-removed.ts';
import { rolesChanged } from './roles-changed.ts';
import { testMessage } from './test-message.ts';
import type { MailContent } from './document.ts';

/** Every mail there is. A new one is a file with `defineTemplate` and its name here. */
const TEMPLATES = [
  addressesReady,
  addressCreated,
  problems,
  addressRestored,
  addressHeld,
  addressUnheld,
  rolesChanged,
  claimAddress,
  addressGrace,
  addressSuspended,
  addressesRemoved,
  recipientConfirm,
  recipientAsked,
  recipientChanged,
  recipientRemoved,
  recipientFailing,
  testMessage,
  exportReady,
] as const;

type Definition = (typeof TEMPLATES)[number];
type Union<D> = D extends Definition ? { template: D['name']; params: z.infer<D['params']> } : never;

/** What the outbox stores: which mail, and what it speaks of. */
export type MailTemplate = Union<Definition>;
export type MailTemplateName = Definition['name'];

function definitionOf(name: string): Definition {
  const definition = TEMPLATES.find((candidate) => candidate.name === name);
  if (definition === undefined) throw new TypeError('no mail template has this name');
  return definition;
}

/**
 * Text and HTML of a mail as it was stored. Takes it as it comes from the database: throws a ZodError
 * on parameters that do not fit, a TypeError on a name that is none.
 */
export function renderMail(mail: { template: string; params: unknown }, locale: Locale): MailContent {
  return definitionOf(mail.template).render(mail.params, locale);
}

/** Checks a mail on its way into the outbox; what it gives back is plain JSON. */
export function toStoredMail(mail: MailTemplate): {
  template: MailTemplateName;
  params: Record<string, z.core.util.JSONType>;
} {
  const { name, params } = definitionOf(mail.template);
  return { template: name, params: z.record(z.string(), z.json()).parse(params.parse(mail.params)) };
}
