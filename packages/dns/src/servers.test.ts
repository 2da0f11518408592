import { expect, test } from 'vitest';
import { parseDnsServers } from './servers.ts';

test.each([
  ['127.0.0.1:5353', [{ host: '127.0.0.1', port: 5353 }]],
  ['192.0.2.1, unbound:53', [{ host: '192.0.2.1', port: 53 }, { host: 'unbound', port: 53 }]],
  ['[::1]:5353,2001:db8::1', [{ host: '::1', port: 5353 }, { host: '2001:db8::1', port: 53 }]],
  ['[2001:db8::1]', [{ host: '2001:db8::1', port: 53 }]],
])('%s', (text, servers) => {
  expect(parseDnsServers(text)).toEqual(servers);
}); // prettier-ignore

test.each(['', ',', 'a b', 'host:0', 'host:65536', 'host:x', '[::1', 'udp://1.1.1.1'])('not %o', (text) => {
  expect(() => parseDnsServers(text)).toThrow(/^must /);
});
