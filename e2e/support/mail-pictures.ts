import path from 'node:path';
import type { Page } from '@playwright/test';
import { renderMail } from '../../apps/api/src/mailer/templates/index.ts';
import { everyMail } from '../../apps/api/src/mailer/testing/every-mail.ts';

interface Look {
  locale: 'en' | 'ko';
  theme: 'light' | 'dark';
  width: number;
}

/** Every mail as a reader of HTML mail shows it, in the colours that its reader has chosen. */
export async function takeMails(page: Page, { locale, theme, width }: Look, folder: string): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
  const seen = new Map<string, number>();
  for (const mail of everyMail('mira-okonkwo-kubuntu@kubuntu.org')) {
    const count = (seen.get(mail.template) ?? 0) + 1;
    seen.set(mail.template, count);
    await page.setContent(renderMail(mail, locale).html);
    const name = `mail-${mail.template}-${count}-${locale}-${theme}-${width}.png`;
    await page.screenshot({ path: path.join(folder, name), fullPage: true });
  }
  await page.context().close();
}
