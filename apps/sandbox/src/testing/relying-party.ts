import { identifierSelect, ns, sregNamespaces, teamsNamespace } from '../openid/messages.ts';
import type { UsedSandbox } from './use-sandbox.ts';

export const returnTo = 'http://localhost:3000/auth/ubuntu/callback?state=s1';

export function checkidParams(more: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    'openid.ns': ns,
    'openid.mode': 'checkid_setup',
    'openid.claimed_id': identifierSelect,
    'openid.identity': identifierSelect,
    'openid.return_to': returnTo,
    'openid.realm': 'http://localhost:3000',
    'openid.ns.sreg': sregNamespaces[0] ?? '',
    'openid.sreg.required': 'nickname,email',
    'openid.ns.lp': teamsNamespace,
    'openid.lp.query_membership': 'ubuntumembers,kubuntu-members',
    ...more,
  });
}

/** Press a person's button on the sign-in page. */
export async function decide(
  sandbox: UsedSandbox,
  choice: Record<string, string>,
  request: URLSearchParams = checkidParams(),
): Promise<Response> {
  const ticked = { share_email: 'on', share_nickname: 'on', share_teams: 'on' };
  const body = new URLSearchParams([
    ...request,
    ...Object.entries('cancel' in choice ? choice : { ...ticked, ...choice }),
  ]);
  return fetch(`${sandbox.url}/+decide`, { method: 'POST', body, redirect: 'manual' });
}

/** The parameters that the browser brings back to the product. */
export function broughtBack(response: Response): URLSearchParams {
  return new URL(response.headers.get('Location') ?? '').searchParams;
}

export async function checkAuthentication(sandbox: UsedSandbox, answer: URLSearchParams): Promise<string> {
  const body = new URLSearchParams([...answer].filter(([name]) => name.startsWith('openid.')));
  body.set('openid.mode', 'check_authentication');
  const response = await fetch(`${sandbox.url}/+openid`, { method: 'POST', body });
  return response.text();
}
