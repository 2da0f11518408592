import { expect, test } from 'vitest';
import { toCsv } from './export.ts';

test('CSV quotes what has to be quoted, and runs nothing in a spreadsheet', () => {
  const row = { a: '=1+1', b: 'x,"y"\nz', c: null, d: [1, { e: '@' }], f: '-2', g: true };
  expect(toCsv({ exportedAt: '', records: { r: [row] } })).toBe(
    [
      'record,number,field,value',
      "r,1,a,'=1+1",
      'r,1,b,"x,""y""\nz"',
      'r,1,c,',
      'r,1,d,"[1,{""e"":""@""}]"',
      "r,1,f,'-2",
      'r,1,g,true',
      '',
    ].join('\r\n'),
  );
});
