export interface CsvRecord {
  /** Line on which it begins, counted from 1. */
  line: number;
  /** Null when a quote stands where none may, is never closed, or the record has no end in sight. */
  cells: string[] | null;
}

/** Three cells of 254 characters and their quotes leave room: longer is no record but a file of another kind. */
const RECORD_MAX = 4_096;

/**
 * Records of a CSV file (RFC 4180) as they come, in constant memory. Empty lines are none. After a broken record it goes
 * on with the next line, so that one stray quote costs one line and not the rest of the file.
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let line = 0;
  for await (const text of readLines(chunks)) {
    line += 1;
    if (text === null) yield { line, cells: null };
    else if (text.trim() !== '') yield { line, cells: splitLine(text) };
  }
}

/** Lines without their end; null for one that is too long to be one. A cell with a line break in it is no address. */
async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<string | null> {
  let rest = '';
  let isTooLong = false;
  let isFirst = true;
  for await (const chunk of chunks) {
    const lines = (rest + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n');
    isFirst = false;
    rest = lines.pop() ?? '';
    for (const text of lines) {
      yield isTooLong || text.length > RECORD_MAX ? null : text.replace(/\r$/, '');
      isTooLong = false;
    }
    if (rest.length > RECORD_MAX) {
      isTooLong = true;
      rest = '';
    }
  }
  if (isTooLong) yield null;
  else if (rest !== '') yield rest.length > RECORD_MAX ? null : rest.replace(/\r$/, '');
}

const CELL = /\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/y;

function splitLine(text: string): string[] | null {
  const cells: string[] = [];
  CELL.lastIndex = 0;
  for (;;) {
    const match = CELL.exec(text);
    if (!match) return null;
    cells.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '') return cells;
  }
}
