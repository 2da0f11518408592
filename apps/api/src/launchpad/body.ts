import { isAscii, isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { unavailable, unexpectedResponse } from './errors.ts';

const gunzipAsync = promisify(gunzip);
/** A page of three hundred people comes out in one piece, not in forty that each take a turn of the thread pool. */
const CHUNK_BYTES = 1024 * 1024;
const BYTE_ORDER_MARK = 0xfeff;

/** All bytes of a stream, or `too_large` as soon as there are more than allowed. */
export async function readBytes(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
  path: string,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) throw unexpectedResponse({ reason: 'too_large', path });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Undoes the content coding, never making more than `maxBytes`. We ask for gzip only (RFC 9110 §8.4.1.3). */
export async function decodeBytes(
  bytes: Buffer,
  encoding: string | undefined,
  maxBytes: number,
  path: string,
): Promise<Buffer> {
  const coding = encoding?.trim().toLowerCase() ?? '';
  if (coding === '' || coding === 'identity') return bytes;
  if (coding !== 'gzip' && coding !== 'x-gzip') throw unexpectedResponse({ reason: 'encoding', path });
  try {
    return await gunzipAsync(bytes, { maxOutputLength: maxBytes, chunkSize: CHUNK_BYTES });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw unexpectedResponse({ reason: 'too_large', path });
    // "Unexpected end of file": the sender stopped half-way, without HTTP being able to tell.
    if (code === 'Z_BUF_ERROR') throw unavailable({ reason: 'network', networkCode: 'Z_BUF_ERROR', path });
    throw unexpectedResponse({ reason: 'gzip', path });
  }
}

export function isJsonType(contentType: string | undefined): boolean {
  return /^application\/(?:[\w.-]+\+)?json[ \t]*(?:;|$)/i.test(contentType?.trim() ?? '');
}

export function parseJson(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes));
  } catch {
    throw unexpectedResponse({ reason: 'not_json', path });
  }
}

/** As a fatal TextDecoder does it, several times as fast. */
function decodeUtf8(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new TypeError('not UTF-8');
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}
