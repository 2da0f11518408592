import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { CHANGED, nameAt, PAGE, sizeOf } from './people.ts';

/**
 * Launchpad's participants and nothing else: `team-SIZE-NUMBER` has SIZE people, three hundred to a page, each with all the
 * fields that a real one has; under `/changed` one in a hundred has joined, left or another name. Every page is made and
 * compressed before the first request, so that it costs the same to everybody; and it is a process of its own.
 */
const fixture = new URL('../../test/fixtures/launchpad/team-participants-page-1.json', import.meta.url);
const { entries } = JSON.parse(readFileSync(fixture, 'utf8')) as { entries: Record<string, unknown>[] };
const person = entries.find((entry) => entry['is_team'] === false && entry['is_valid'] === true);
const text = JSON.stringify({ ...person, is_ubuntu_coc_signer: true });
const name = String(person?.['name']);
const pages = new Map<string, Buffer>();
let asked = 0;

const server = createServer((request, response) => {
  if (request.url === '/asked') return void response.end(String(asked));
  asked += 1;
  const page = pages.get(request.url ?? '');
  if (!page) return void response.writeHead(404, { 'content-type': 'text/plain' }).end();
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': page.length,
  });
  response.end(page);
});
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const teams = process.argv.slice(2);
  for (const prefix of ['', CHANGED]) {
    for (const size of new Set(teams.map(sizeOf))) {
      for (let start = 0; start < size; start += PAGE) {
        const people = Array.from({ length: Math.min(PAGE, size - start) }, (_, n) =>
          text.replaceAll(name, nameAt(start + n, prefix === CHANGED)),
        ).join(',');
        for (const team of teams.filter((each) => sizeOf(each) === size)) {
          const path = `${prefix}/1.0/~${team}/participants?ws.size=${PAGE}`;
          const next =
            start + PAGE < size ? `,"next_collection_link":"${url}${linkAt(path, start + PAGE)}"` : '';
          const body = `{"start":${start},"total_size":${size}${next},"entries":[${people}]}`;
          pages.set(linkAt(path, start), gzipSync(body, { level: 1 }));
        }
      }
    }
  }
  process.send?.({ type: 'ready', url });
});
process.on('disconnect', () => process.exit());

function linkAt(path: string, start: number): string {
  return start === 0 ? path : `${path}&memo=${start}&ws.start=${start}`;
}
