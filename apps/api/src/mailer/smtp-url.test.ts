import { describe, expect, it } from 'vitest';
import { parseSmtpUrl } from './smtp-url.ts';

describe('parseSmtpUrl', () => {
  it.each([
    [
      'smtp://relay.test',
      { host: 'relay.test', port: 25, secure: false, requireTLS: false, opportunisticTLS: true },
    ],
    ['smtp://[::1]:2525', { host: '::1', port: 2525 }],
    ['smtps://relay.test', { port: 465, secure: true, requireTLS: false, tls: { rejectUnauthorized: true } }],
    ['smtp://relay.test?requireTLS', { requireTLS: true, tls: { rejectUnauthorized: true } }],
    ['smtp://relay.test?requireTLS=false', { requireTLS: false, tls: { rejectUnauthorized: false } }],
    ['smtp://u:p%40ss@relay.test', { port: 587, requireTLS: true, auth: { user: 'u', pass: 'p@ss' } }],
    ['smtp://u:p@127.0.0.1:25', { requireTLS: false }],
    ['smtp://u:p@relay.test?ignoreTLS', { requireTLS: false, ignoreTLS: true }],
    ['smtps://relay.test?tls.rejectUnauthorized=false', { tls: { rejectUnauthorized: false } }],
  ])('%s', (url, expected) => {
    expect(parseSmtpUrl(url)).toMatchObject(expected);
  });

  it.each([
    '',
    'relay.test:25',
    'http://relay.test',
    'smtp://',
    'smtp://relay.test?pool=true',
    'smtp://relay.test?requireTLS=perhaps',
    'smtp://u:secret%@relay.test',
  ])('refuses %j without repeating it', (url) => {
    expect(() => parseSmtpUrl(url)).toThrow(TypeError);
    expect(() => parseSmtpUrl(url)).not.toThrow(/secret/);
  });
});
