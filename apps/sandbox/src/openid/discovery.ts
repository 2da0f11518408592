import type { Context } from 'koa';
import { escapeHtml } from '../http/html.ts';

const xrdsType = 'application/xrds+xml';

/** Section 7.3.2: what to find at the provider (server) and at an identifier (signon). */
export function xrds(origin: string, kind: 'server' | 'signon'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<xrds:XRDS xmlns:xrds="xri://$xrds" xmlns="xri://$xrd*($v*2.0)">
  <XRD>
    <Service priority="0">
      <Type>http://specs.openid.net/auth/2.0/${kind}</Type>
      <Type>http://openid.net/extensions/sreg/1.1</Type>
      <Type>http://ns.launchpad.net/2007/openid-teams</Type>
      <URI>${escapeHtml(origin)}/+openid</URI>
    </Service>
  </XRD>
</xrds:XRDS>
`;
}

/** Yadis: point at the document, and send it at once to those who ask for its type. True when sent. */
export function discover(ctx: Context, origin: string, kind: 'server' | 'signon', location: string): boolean {
  ctx.set('X-XRDS-Location', location);
  ctx.vary('Accept');
  if (!(ctx.get('Accept') ?? '').includes(xrdsType)) return false;
  sendXrds(ctx, origin, kind);
  return true;
}

export function sendXrds(ctx: Context, origin: string, kind: 'server' | 'signon'): void {
  ctx.body = xrds(origin, kind);
  ctx.type = xrdsType;
}
