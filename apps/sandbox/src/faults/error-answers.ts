import { escapeHtml } from '../http/html.ts';
import type { FaultTarget } from './fault.ts';

const reasons: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

export interface ErrorAnswer {
  type: string;
  body: string;
  headers: Record<string, string>;
}

/** Error pages of a front end, as people meet them. */
export const errorPage = (title: string, text: string): string =>
  `<!DOCTYPE html>\n<html><head><title>${escapeHtml(title)}</title></head>\n<body><h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(text)}</p></body></html>\n`;

/** No error body is JSON: HTML from the front end, plain text from Launchpad's web service. */
export function errorAnswer(target: FaultTarget, status: number): ErrorAnswer {
  const reason = reasons[status] ?? 'Error';
  const isPage = target === 'openid' || [403, 502, 503, 504].includes(status);
  if (isPage) {
    return {
      type: 'text/html; charset=utf-8',
      body: errorPage(`${status} ${reason}`, 'Sandbox: on purpose.'),
      headers: {},
    };
  }
  const headers: Record<string, string> = status === 500 ? { 'X-Lazr-OopsId': 'OOPS-5andb0x5andb0x' } : {};
  return { type: 'text/plain; charset=utf-8', body: status === 500 ? 'AssertionError' : reason, headers };
}
