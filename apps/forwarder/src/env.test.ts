import { describe, expect, it } from 'vitest';
import { readForwarderEnv } from './env.ts';

const right = {
  FORWARDER_SMTP: '127.0.0.1:10025',
  SRS_SECRET: 'a long secret',
  DATABASE_URL: 'postgresql://localhost/x',
};

describe('what the forwarder is told', () => {
  it('defaults', () => {
    const { env, problems } = readForwarderEnv(right);
    expect(problems).toEqual([]);
    expect(env).toMatchObject({
      FORWARDER_SMTP: { host: '127.0.0.1', port: 10025 },
      FORWARDER_PEERS: ['127.0.0.1', '::1'],
      FORWARDER_MEMORY_MB: 256,
      SRS_SECRET: ['a long secret'],
    });
    expect(env?.FORWARDER_LMTP).toBeUndefined();
  });

  it.each([
    ['FORWARDER_SMTP', 'no-port', 'FORWARDER_SMTP must be host:port or unix:/path'],
    [
      'FORWARDER_SMTP',
      '',
      '--role forwarder needs a door: FORWARDER_SMTP, FORWARDER_LMTP, FORWARDER_SOCKETMAP',
    ],
    ['FORWARDER_LMTP', 'unix:relative', 'FORWARDER_LMTP must be host:port or unix:/path'],
    ['FORWARDER_PEERS', 'mail.example', 'FORWARDER_PEERS must be addresses or networks'],
    ['FORWARDER_PEERS', '10.0.0.0/33', 'FORWARDER_PEERS must be addresses or networks'],
    [
      'FORWARDER_RELAY_URL',
      'http://x',
      'FORWARDER_RELAY_URL must be smtp://[user:password@]host:port or smtps://…',
    ],
    ['SRS_SECRET', '', 'SRS_SECRET is required'],
    ['SRS_SECRET', 'long enough,short', 'SRS_SECRET must have at least 8 characters each'],
    ['SRS_DOMAIN', 'a b', 'SRS_DOMAIN must be a host name'],
    ['DNS_SERVERS', 'a b', 'DNS_SERVERS must be host:port, separated by commas'],
    ['DATABASE_URL', '', 'DATABASE_URL is required'],
  ])('%s=%j: %s', (name, value, problem) => {
    expect(readForwarderEnv({ ...right, [name]: value }).problems).toContain(problem);
  });

  it('doors on a path and on IPv6, several secrets, networks', () => {
    const { env, problems } = readForwarderEnv({
      ...right,
      FORWARDER_LMTP: 'unix:/run/aliases/lmtp',
      FORWARDER_SOCKETMAP: '[::1]:10028',
      SRS_SECRET: 'the new secret, the old secret',
      FORWARDER_PEERS: '10.0.0.0/8, ::1',
    });
    expect(problems).toEqual([]);
    expect(env).toMatchObject({
      FORWARDER_LMTP: { path: '/run/aliases/lmtp' },
      FORWARDER_SOCKETMAP: { host: '::1', port: 10028 },
      SRS_SECRET: ['the new secret', 'the old secret'],
      FORWARDER_PEERS: ['10.0.0.0/8', '::1'],
    });
  });
});
