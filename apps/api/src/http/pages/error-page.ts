import type { AppErrorCode, Locale, Problem } from '@ubuntu-aliases/shared';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

interface PageWords {
  back: string;
  retry: string;
  requestId: string;
}

const WORDS: Record<Locale, PageWords> = {
  en: { back: 'Back to the start', retry: 'Try again', requestId: 'Request id' },
  ko: { back: '처음으로 돌아가기', retry: '다시 시도', requestId: '요청 번호' },
};

/** Korean for what people meet outside the web app; English is the problem's own. */
const KOREAN: Partial<Record<AppErrorCode, { title: string; detail: string }>> = {
  'auth.provider_unavailable': {
    title: 'Ubuntu One이 응답하지 않습니다',
    detail: '로그인을 확인하지 못해 로그인되지 않았습니다. 바뀐 것은 없습니다.',
  },
  'request.rate_limited': {
    title: '요청이 너무 많습니다',
    detail: '잠시 기다렸다가 다시 시도하세요.',
  },
  'store.unavailable': {
    title: '지금은 사용할 수 없습니다',
    detail: '잠시 뒤에 다시 시도하세요.',
  },
};
const KOREAN_OTHERWISE = { title: '문제가 생겼습니다', detail: '처음으로 돌아가 다시 시도하세요.' };

/** For a browser that is outside the web app: no script, no style of its own, works with anything. */
export function errorPage(problem: Problem, options: { locale?: Locale; retryPath?: string } = {}): string {
  const { locale = 'en', retryPath } = options;
  const words = WORDS[locale];
  const { title, detail } = locale === 'ko' ? (KOREAN[problem.code] ?? KOREAN_OTHERWISE) : problem;
  const link = (href: string, text: string) => `<p><a href="${escapeHtml(href)}">${text}</a></p>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(detail)}</p>
${retryPath === undefined ? '' : link(retryPath, words.retry)}
${link('/', words.back)}
<p><small>${words.requestId}: <code>${escapeHtml(problem.requestId)}</code></small></p>
</main>
</body>
</html>
`;
}
