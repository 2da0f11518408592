import type { Locale } from '@ubuntu-aliases/shared';
import { z } from 'zod';
import { renderDocument, type MailContent, type MailDocument } from './document.ts';

export interface TemplateDefinition<Name extends string, Params extends z.ZodType> {
  name: Name;
  /** JSON in and the same JSON out: it lies in a table between being decided and being sent. */
  params: Params;
  /** Reads the stored parameters and renders them; throws a ZodError on ones that do not fit. */
  render(params: unknown, locale: Locale): MailContent;
}

/** A template: its name, its parameters, and how it reads in each language. */
export function defineTemplate<Name extends string, Params extends z.ZodType>(definition: {
  name: Name;
  params: Params;
  compose: Record<Locale, (params: z.infer<Params>) => MailDocument>;
}): TemplateDefinition<Name, Params> {
  const { name, params, compose } = definition;
  return {
    name,
    params,
    render: (stored, locale) => renderDocument(compose[locale](params.parse(stored)), locale),
  };
}

/** Where a link in a mail may lead: our own pages, in the form that has nothing left to escape. */
export const linkSchema = z.url({ protocol: /^https?$/, normalize: true }).max(2000);
