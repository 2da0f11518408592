import { expect, test } from 'vitest';
import { readCheckedSignature } from './key-value-form.ts';

const NS = 'ns:http://specs.openid.net/auth/2.0\n';

test.each([
  ['valid', `${NS}is_valid:true\n`],
  ['valid', `is_valid:true\n${NS}`],
  ['valid', 'is_valid:true'],
  ['valid', 'is_valid:true\r\n'],
  ['valid', `${NS}is_valid:true\ninvalidate_handle:a:b\n`],
  ['invalid', `${NS}is_valid:false\n`],
  ['invalid', 'is_valid:false'],
  ['malformed', ''],
  ['malformed', '\n\n'],
  ['malformed', NS],
  ['malformed', 'ns:http://openid.net/signon/1.1\nis_valid:true\n'],
  ['malformed', 'ns:\nis_valid:true\n'],
  ['malformed', 'is_valid:true\nis_valid:true\n'],
  ['malformed', 'is_valid:false\nis_valid:true\n'],
  ['malformed', 'is_valid:TRUE\n'],
  ['malformed', 'Is_Valid:true\n'],
  ['malformed', 'is_valid: true\n'],
  ['malformed', 'is_valid:true \n'],
  ['malformed', ' is_valid:true\n'],
  ['malformed', 'is_valid :true\n'],
  ['malformed', 'is_valid:true,false\n'],
  ['malformed', 'is_valid:1\n'],
  ['malformed', 'is_valid:\n'],
  ['malformed', 'is_valid=true'],
  ['malformed', 'is_valid:true\0\n'],
  ['malformed', 'is_valid:true\r\r\n'],
  ['malformed', 'is_valid:true\n\nx:y\n'],
  ['malformed', 'is_valid:true\njunk\n'],
  ['malformed', '\ufeffis_valid:true\n'],
  ['malformed', 'null'],
  ['malformed', '"is_valid:true"'],
  ['malformed', '{"is_valid":true}'],
  ['malformed', '<p>\nis_valid:true\n</p>\n'],
  ['malformed', 'HTTP/1.1 200 OK\nContent-Type: text/plain\n\nis_valid:true\n'],
])('%s: %j', (expected, text) => {
  expect(readCheckedSignature(text)).toBe(expected);
});
