import { expect, test } from 'vitest';
import { csvCell } from './alias-csv.ts';

test.each([
  ['mira@ubuntu.test', 'mira@ubuntu.test'],
  ['', ''],
  ['=cmd|x@ubuntu.test', "'=cmd|x@ubuntu.test"],
  ['+1', "'+1"],
  ['-1+1', "'-1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['="a",1', '"\'=""a"",1"'],
  ['two\nlines', '"two\nlines"'],
])('%j becomes %j', (value, expected) => {
  expect(csvCell(value)).toBe(expected);
});
