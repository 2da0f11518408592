import { expect, it, test } from 'vitest';
import { readCsv, type CsvRecord } from './read-csv.ts';

async function* chunked(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield await Promise.resolve(text.slice(at, at + size));
}

async function read(text: string, size = 7) {
  const records: [CsvRecord['line'], CsvRecord['cells']][] = [];
  for await (const { line, cells } of readCsv(chunked(text, size))) records.push([line, cells]);
  return records;
}

test.each([
  ['lines', 'a,b\nc,d\n', [[1, ['a', 'b']], [2, ['c', 'd']]]],
  ['no end at the end, CR LF and a BOM', '\uFEFFa,b\r\nc,d', [[1, ['a', 'b']], [2, ['c', 'd']]]],
  ['empty lines, which count', 'a,b\n\n  \nc,d\n', [[1, ['a', 'b']], [4, ['c', 'd']]]],
  ['quotes', '"a,1","b ""x"""\n"" , c', [[1, ['a,1', 'b "x"']], [2, ['', 'c']]]],
  ['empty cells', ',\na,,', [[1, ['', '']], [2, ['a', '', '']]]],
  ['a stray quote costs one line', 'a"b,c\nd,"e\nf,g', [[1, null], [2, null], [3, ['f', 'g']]]],
  ['text after a quote', '"a"b,c', [[1, null]]],
  ['nothing', '', []],
])('reads %s', async (_, text, expected) => {
  for (const size of [1, 2, 7, 1_000]) expect(await read(text, size)).toEqual(expected);
}); // prettier-ignore

it('keeps no line that has no end', async () => {
  const endless = 'x'.repeat(100_000);
  expect(await read(`${endless}\na,b\n${endless}`, 1_000)).toEqual([
    [1, null],
    [2, ['a', 'b']],
    [3, null],
  ]);
});
