/** First parts of paths that the application uses, or may: no domain's landing page can be there. */
export const RESERVED_PATHS = [
  'about', 'account', 'activity', 'addresses', 'admin', 'api', 'apply', 'assets', 'auth', 'claim', 'confirm', 'contact',
  'control', 'docs', 'domains', 'eligibility', 'export', 'favicon', 'health', 'help', 'home', 'index', 'leave', 'livez',
  'login', 'logout', 'me', 'metrics', 'notices', 'privacy', 'readyz', 'recipient-changes', 'recipients', 'robots',
  'security', 'sessions', 'settings', 'sign-in', 'sign-out', 'static', 'status', 'terms', 'test-messages', 'tokens', 'well-known',
] as const; // prettier-ignore

const FORM = /^\/[a-z0-9]+(-[a-z0-9]+)*$/;

export const isLandingPathForm = (path: string) => path.length <= 64 && FORM.test(path);

export const isReservedPath = (path: string) => (RESERVED_PATHS as readonly string[]).includes(path.slice(1));
