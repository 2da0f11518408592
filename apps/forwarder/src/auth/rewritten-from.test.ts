import { expect, it } from 'vitest';
import { rewriteFrom } from './rewritten-from.ts';

const how = { domain: 'ubuntu.com', returnPath: 'SRS0=x@bounces.example', hasReplyTo: false };
const rewrite = (from: string) => rewriteFrom(Buffer.from(from), how);

it.each([
  ['From: ada@a.example', '"ada@a.example via ubuntu.com"'],
  ['from:<ada@a.example>', '"ada@a.example via ubuntu.com"'],
  ['From: Ada Byron <ada@a.example>', '"Ada Byron via ubuntu.com"'],
  ['From: "Byron, \\"Ada\\"" <ada@a.example>', '"Byron, \\"Ada\\" via ubuntu.com"'],
  ['From: Ada\r\n Byron <ada@a.example>', '"Ada Byron via ubuntu.com"'],
  ['From: =?utf-8?q?J=C3=BCrgen?= <j@a.example>', '=?utf-8?q?J=C3=BCrgen?= "via ubuntu.com"'],
  ['From: Jürgen <j@a.example>', '"Jürgen via ubuntu.com"'],
])('%s', (from, name) => {
  const value = from.slice(from.indexOf(':') + 1).trim();
  expect(rewrite(from)).toEqual([
    `From: ${name} <SRS0=x@bounces.example>`,
    `Reply-To: ${value}`,
    `Author: ${value}`,
  ]);
});

it('a Reply-To of the sender stays the only one', () => {
  expect(rewriteFrom(Buffer.from('From: a@a.example'), { ...how, hasReplyTo: true })).toEqual([
    'From: "a@a.example via ubuntu.com" <SRS0=x@bounces.example>',
    'Author: a@a.example',
  ]);
});

it.each([
  'From: a@a.example, b@b.example',
  'From: Group: a@a.example;',
  'From: A <a@a.example> <b@b.example>',
  'From: a@a.example\r\nX: no continuation',
  'From: nobody',
  'From:',
  'Sender: a@a.example',
])('nothing is made of %j', (from) => expect(rewrite(from)).toBeNull());

it('nor of bytes that are no UTF-8', () => {
  expect(rewriteFrom(Buffer.from('From: J\xfcrgen <j@a.example>', 'latin1'), how)).toBeNull();
});
