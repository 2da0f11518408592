/** Cookies of one browser, for the product's own origin only. */
type Jar = Map<string, string>;

export interface StartedSignIn {
  jar: Jar;
  /** Where the provider sends the browser back to. */
  back: string;
}

async function visit(productUrl: string, jar: Jar, url: string, init: RequestInit = {}): Promise<string> {
  const isOurs = url.startsWith(productUrl);
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(url, { ...init, redirect: 'manual', headers: isOurs ? { cookie } : {} });
  for (const set of isOurs ? answer.headers.getSetCookie() : []) {
    const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/);
    jar.set(name, value);
  }
  await answer.arrayBuffer();
  return answer.headers.get('location') ?? '';
}

/** Up to the moment at which the provider sends the person back. */
export async function startSignIn(productUrl: string, person: string): Promise<StartedSignIn> {
  const jar: Jar = new Map();
  const request = new URL(await visit(productUrl, jar, `${productUrl}/auth/ubuntu`));
  const choice = new URLSearchParams(request.search);
  for (const [name, value] of Object.entries({ person, share_email: 'on', share_nickname: 'on' }))
    choice.set(name, value);
  return {
    jar,
    back: await visit(productUrl, jar, `${request.origin}/+decide`, { method: 'POST', body: choice }),
  };
}

/** The callback; gives the session's cookies. */
export async function finishSignIn(productUrl: string, { jar, back }: StartedSignIn): Promise<string> {
  const landed = await visit(productUrl, jar, back);
  if (!landed.endsWith('/addresses')) throw new Error(`the sign-in ended at ${landed}`);
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}
