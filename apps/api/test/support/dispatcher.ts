import { Agent } from 'undici';

/**
 * For what a test asks: a server ends a connection that nobody used for five seconds, and on a busy machine a request could
 * meet that end. So none is used again after one.
 */
export const dispatcher = new Agent({ keepAliveTimeout: 1_000, keepAliveMaxTimeout: 1_000 });
