import { errorPage } from '../faults/error-answers.ts';

/** An answer of the web service before it is written to the wire. */
export interface Reply {
  status: number;
  /** What is sent as JSON; undefined for a text. */
  json?: unknown;
  text?: string;
  type?: 'text/plain' | 'text/html';
  location?: string;
  etag?: string;
}

/** No error body is JSON. */
export const textReply = (status: number, text: string): Reply => ({ status, text, type: 'text/plain' });

export const htmlReply = (status: number, title: string, text: string): Reply => ({
  status,
  text: errorPage(title, text),
  type: 'text/html',
});

export const notFound = (name: string): Reply =>
  textReply(
    404,
    `Object: <lp.systemhomes.WebServiceApplication object at 0x7f3b659fd567>, name: '${name.replaceAll("'", "\\'")}'`,
  );
