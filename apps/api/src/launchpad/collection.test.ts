import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { readCollection } from './collection.ts';
import { NotThereError } from './errors.ts';
import { createLaunchpadHttp } from './http.ts';
import { failure } from './testing/open-client.ts';
import { fixture, inTurn, json, type Script, scriptedServer, text } from './testing/server.ts';

const PATH = '/1.0/~ubuntumembers/participants';
const entry = z.object({ name: z.string() });

async function read(script: Script, limits: { maxPages?: number; maxEntries?: number } = {}) {
  const server = await scriptedServer(script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const http = createLaunchpadHttp({
    baseUrl: server.url,
    version: '1',
    contact: 'me',
    sleep: async () => {},
    timeoutMs: 1000,
  });
  onTestFinished(() => http.close());
  const pages: string[][] = [];
  const done = http.call({}, async (call) => {
    for await (const page of readCollection(http, { path: PATH, entry, call, ...limits }))
      pages.push(page.entries.map(({ name }) => name));
  });
  return { server, pages, done };
}

const page = (names: string[], next?: unknown) =>
  json({ start: 0, total_size: 9999, entries: names.map((name) => ({ name })), next_collection_link: next });

describe('readCollection', () => {
  it('reads page after page, whatever the total size says', async () => {
    const { server, pages, done } = await read((index, _, origin) =>
      json(fixture(`team-participants-page-${index + 1}.json`, origin)),
    );
    await done;
    expect(pages.map((names) => names.length)).toEqual([4, 5]);
    expect(server.asked).toEqual([`${PATH}?ws.size=300`, `${PATH}?ws.size=5&memo=5&ws.start=5`]);
  });

  it('goes on after an empty page', async () => {
    const { pages, done } = await read((index, _, origin) =>
      index === 0 ? page([], `${origin}${PATH}?ws.start=300`) : page(['a']),
    );
    await done;
    expect(pages).toEqual([[], ['a']]);
  });

  it('stays with the name in lower case after a redirect', async () => {
    const server = await scriptedServer((index, request, origin) => {
      if (request.url?.includes('~Ubuntu'))
        return text(301, '', { location: `${origin}${request.url.toLowerCase()}` });
      return index === 1 ? page(['a'], `${origin}${PATH}?ws.start=300`) : page(['b']);
    });
    onTestFinished(() => server[Symbol.asyncDispose]());
    const http = createLaunchpadHttp({ baseUrl: server.url, version: '1', contact: 'me' });
    onTestFinished(() => http.close());
    const path = '/1.0/~UbuntuMembers/participants';
    const names = await http.call({}, async (call) => {
      const all = [];
      for await (const { entries } of readCollection(http, { path, entry, call })) all.push(...entries);
      return all;
    });
    expect(names).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(server.asked).toHaveLength(3);
  });

  const links: [string, (origin: string) => unknown, string][] = [
    ['another host', () => `https://evil.example${PATH}?ws.start=300`, 'foreign_link'],
    ['another port', () => `http://127.0.0.1:1${PATH}?ws.start=300`, 'foreign_link'],
    ['another team', (origin) => `${origin}/1.0/~other/participants?ws.start=300`, 'foreign_link'],
    [
      'another version',
      (origin) => `${origin}/devel/~ubuntumembers/participants?ws.start=300`,
      'foreign_link',
    ],
    ['no scheme', () => `//evil.example${PATH}?ws.start=300`, 'foreign_link'],
    ['a user', (origin) => origin.replace('//', '//me@') + PATH, 'foreign_link'],
    ['an empty link', () => '', 'foreign_link'],
    ['a hidden link', () => 'tag:launchpad.net:2008:redacted', 'foreign_link'],
    ['itself', (origin) => `${origin}${PATH}?ws.size=300`, 'page_twice'],
    ['null', () => null, 'shape'],
    ['a number', () => 300, 'shape'],
    ['a list', () => [], 'shape'],
  ];
  it.each(links)('stops at a next link to %s', async (_, link, reason) => {
    const { server, done } = await read((_index, _request, origin) => page(['a'], link(origin)));
    expect(await failure(done)).toMatchObject({
      code: 'launchpad.unexpected_response',
      reason,
      path: '/1.0/~…/participants',
    });
    expect(server.asked).toHaveLength(1);
  });

  it('stops at a loop of two pages, also with the query in another order', async () => {
    const { server, done } = await read((index, _, origin) =>
      page(['a'], `${origin}${PATH}${index % 2 ? '?b=2&a=1' : '?a=1&b=2'}`),
    );
    expect(await failure(done)).toMatchObject({ reason: 'page_twice' });
    expect(server.asked).toHaveLength(2);
  });

  it('stops at a chain without an end', async () => {
    const endless: Script = (index, _, origin) => page(['a'], `${origin}${PATH}?n=${index}`);
    const { server, done } = await read(endless, { maxPages: 5 });
    expect(await failure(done)).toMatchObject({ reason: 'too_many_pages' });
    expect(server.asked).toHaveLength(5);
  });

  it('stops at more entries than there can be', async () => {
    const { pages, done } = await read(inTurn(page(['a', 'b', 'c'])), { maxEntries: 2 });
    expect(await failure(done)).toMatchObject({ reason: 'too_many_entries' });
    expect(pages).toEqual([]);
  });

  it.each([
    ['no entries', { start: 0, total_size: 0 }],
    ['entries hidden', { entries: 'tag:launchpad.net:2008:redacted' }],
    ['entries as an object', { entries: {} }],
    ['one person', fixture('person-valid-member.json')],
    ['a list', [{ name: 'a' }]],
    ['null', null],
  ])('stops at a page with %s', async (_, value) => {
    const { done } = await read(inTurn(json(value)));
    expect(await failure(done)).toMatchObject({ reason: 'shape' });
  });

  it('tells a collection that is not there from one that vanished half-way', async () => {
    const never = await read(inTurn(text(404, 'Object: …')));
    await expect(never.done).rejects.toBeInstanceOf(NotThereError);
    const vanished = await read((index, _, origin) =>
      index === 0 ? page(['a'], `${origin}${PATH}?ws.start=300`) : text(404, 'Object: …'),
    );
    await expect(vanished.done).rejects.not.toBeInstanceOf(NotThereError);
    expect(await failure(vanished.done)).toMatchObject({ code: 'launchpad.unavailable', status: 404 });
  });

  it('does not end quietly when a later page fails', async () => {
    const { pages, done } = await read((index, _, origin) =>
      index === 0 ? page(['a'], `${origin}${PATH}?ws.start=300`) : text(500, 'AssertionError'),
    );
    expect(await failure(done)).toMatchObject({ code: 'launchpad.unavailable', status: 500 });
    expect(pages).toEqual([['a']]);
  });
});
