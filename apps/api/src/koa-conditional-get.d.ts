declare module 'koa-conditional-get' {
  import type { Middleware } from 'koa';
  /** Answers 304 when the validators of the request match (RFC 9110 §13.2). */
  export default function conditionalGet(): Middleware;
}
