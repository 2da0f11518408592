import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe found, in a form that names the place. */
export async function expectAccessible(page: Page, what: string) {
  // Colours are measured as they are, not half faded in.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // One frame only, so that axe needs no page of its own to put results together.
  const axe = new AxeBuilder({ page })
    .withTags(standards)
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.failureSummary?.replace(/\s+/g, ' ')}`),
  );
  expect.soft(found, what).toEqual([]);
}
