import type { CSSProperties } from 'react';

/**
 * The flavour's colour, from its row, for bars and tags only: text keeps the theme's colours, so that
 * no choice of colour can make it unreadable. Set through the style property, which the policy allows.
 */
export function accentStyle(accent: string): CSSProperties {
  const isColour = /^#[0-9a-f]{6}$/i.test(accent);
  return isColour ? ({ '--accent': accent } as CSSProperties) : {};
}
