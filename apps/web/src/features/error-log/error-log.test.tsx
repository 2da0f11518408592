import { screen, waitFor, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { ErrorEntry, ErrorEntryDetail } from '@ubuntu-aliases/shared';
import { showLocale } from '../../i18n/index.ts';
import { anErrorDetail, anErrorEntry, daysAgo } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, REQUEST_ID, server, signedIn } from '../../testing/server.ts';

/** A log that answers as the API would: it filters by state and refuses what was made from an older tag. */
function withLog(entries: ErrorEntry[], details: Partial<ErrorEntryDetail> = {}) {
  signedIn({ isAdmin: true, roles: [{ role: 'admin', domains: null }] });
  const questions: URLSearchParams[] = [];
  const etags = new Map(entries.map(({ id }) => [id, '"1"']));
  const base = 'http://localhost:3000/api/v1/admin/errors';
  const byId = (id: unknown) => entries.find((entry) => entry.id === id) ?? anErrorEntry();
  server.use(
    http.get(base, ({ request }) => {
      const params = new URL(request.url).searchParams;
      questions.push(params);
      const states = params.get('state')?.split(',');
      const items = entries.filter(({ state }) => !states || states.includes(state));
      return HttpResponse.json({ items, nextCursor: null, total: items.length });
    }),
    http.get(`${base}/:id`, ({ params }) =>
      HttpResponse.json(anErrorDetail(byId(params.id), details), {
        headers: { etag: etags.get(String(params.id)) ?? '' },
      }),
    ),
    http.patch(`${base}/:id`, async ({ params, request }) => {
      if (request.headers.get('if-match') !== etags.get(String(params.id)))
        return HttpResponse.json(
          { code: 'request.precondition_failed', requestId: REQUEST_ID },
          { status: 412 },
        );
      const entry = Object.assign(byId(params.id), await request.json());
      etags.set(entry.id, '"2"');
      return HttpResponse.json(anErrorDetail(entry, details), { headers: { etag: '"2"' } });
    }),
  );
  return { questions, etags };
}

const what = 'The Code of Conduct is not signed';
const panel = () => screen.findByRole('region', { name: what });

describe('the list', () => {
  it('shows what happened in words, to whom, where and how often', async () => {
    const { questions } = withLog([anErrorEntry({ count: 1200, firstSeenAt: daysAgo(2) })]);
    renderAt('/admin/errors');
    const row = await screen.findByRole('row', { name: new RegExp(what) });
    for (const text of ['Warning', '~noor', 'kubuntu.org', '1,200', 'Open', 'yesterday', '2 days ago'])
      expect(within(row).getByText(text)).toBeVisible();
    expect(screen.getByText('1 entry')).toBeVisible();
    expect(questions[0]?.get('state')).toBe('open,acknowledged');
  });

  it('keeps its filters in the address', async () => {
    const { questions } = withLog([anErrorEntry()]);
    const { user } = renderAt('/admin/errors');
    await screen.findByRole('row', { name: new RegExp(what) });
    await user.click(screen.getByRole('button', { name: 'Warning' }));
    await user.click(screen.getByRole('button', { name: 'Resolved' }));
    await user.click(screen.getByText('More filters'));
    await user.type(screen.getByRole('searchbox', { name: 'Person or code' }), 'noor{Enter}');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Domain' }), 'kubuntu.org');
    await waitFor(() =>
      expect(Object.fromEntries(new URLSearchParams(window.location.search))).toEqual({
        state: 'open,acknowledged,resolved',
        severity: 'warning',
        q: 'noor',
        domain: 'kubuntu.org',
      }),
    );
    await waitFor(() => expect(questions.at(-1)?.get('domain')).toBe('kubuntu.org'));
    await user.click(screen.getByRole('button', { name: 'Remove the filter Domain kubuntu.org' }));
    expect(new URLSearchParams(window.location.search).has('domain')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(window.location.search).toBe('');
  });

  it('reads them from there', async () => {
    const { questions } = withLog([]);
    renderAt('/admin/errors?state=resolved&code=internal');
    expect(await screen.findByText('Nothing matches these filters')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Resolved' })).toHaveAttribute('aria-pressed', 'true');
    expect(questions[0]?.get('code')).toBe('internal');
  });

  it('celebrates a little when nothing is open', async () => {
    withLog([]);
    renderAt('/admin/errors');
    expect(await screen.findByRole('heading', { name: 'All clear' })).toBeVisible();
  });

  it('fails with the request id', async () => {
    signedIn({ isAdmin: true });
    refuse('get', 'admin/errors', 500, 'internal');
    renderAt('/admin/errors');
    expect(await screen.findByRole('alert')).toHaveTextContent(REQUEST_ID);
  });

  it('loads more by its cursor', async () => {
    signedIn({ isAdmin: true });
    answer('get', 'admin/errors', { items: [anErrorEntry()], nextCursor: 'c', total: 2 });
    const { user } = renderAt('/admin/errors');
    const more = await screen.findByRole('button', { name: 'Load more' });
    const asked: string[] = [];
    answer(
      'get',
      'admin/errors',
      { items: [anErrorEntry({ code: 'internal' })], nextCursor: null, total: 2 },
      { seen: ({ url }) => asked.push(new URL(url).searchParams.get('cursor') ?? '') },
    );
    await user.click(more);
    expect(await screen.findByRole('link', { name: 'A fault of our own' })).toBeVisible();
    expect(asked).toEqual(['c']);
    expect(screen.getByText('2 entries')).toBeVisible();
  });

  it('knows how to show a code that is newer than itself, in Korean, too', async () => {
    localStorage.setItem('locale', 'ko');
    await showLocale('ko');
    withLog([anErrorEntry({ code: 'sync.something_new' })]);
    renderAt('/admin/errors');
    expect(await screen.findByRole('link', { name: '이 페이지가 아직 모르는 일입니다' })).toBeVisible();
  });
});

describe('an entry', () => {
  it('explains, suggests and gives the focus back when it closes', async () => {
    const entry = anErrorEntry();
    withLog([entry], { stack: 'TypeError: at line 1' });
    const { user } = renderAt('/admin/errors?severity=warning');
    await user.click(await screen.findByRole('link', { name: what }));
    expect(window.location.pathname).toBe(`/admin/errors/${entry.id}`);
    expect(window.location.search).toBe('?severity=warning');
    const region = within(await panel());
    expect(region.getByText(/Ask the person to sign it/)).toBeVisible();
    expect(region.getByText('TypeError: at line 1')).toBeInTheDocument();
    expect(region.getByText('n…', { exact: false, selector: 'bdi' })).toBeVisible();
    expect(region.getByRole('heading', { level: 2 })).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(window.location.pathname).toBe('/admin/errors');
    await waitFor(() => expect(screen.getByRole('link', { name: what })).toHaveFocus());
  });

  it('is resolved at once, with a way back', async () => {
    const entry = anErrorEntry();
    withLog([entry]);
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    await user.click(within(await panel()).getByRole('button', { name: 'Resolve' }));
    expect(await screen.findByText('The entry is resolved.')).toBeVisible();
    expect(within(await panel()).getByText('Resolved')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await within(await panel()).findByText('Open')).toBeVisible();
    expect(entry.state).toBe('open');
  });

  it('takes a change back when it is refused, and says why', async () => {
    const entry = anErrorEntry();
    withLog([entry]);
    refuse('patch', 'admin/errors/:id', 403, 'auth.forbidden');
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    await user.click(within(await panel()).getByRole('button', { name: 'Acknowledge' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Your change was taken back');
    expect(alert).toHaveTextContent(REQUEST_ID);
    expect(within(await panel()).getByText('Open')).toBeVisible();
  });

  it('shows the newest state when somebody else was faster', async () => {
    const entry = anErrorEntry();
    const { etags } = withLog([entry]);
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    const acknowledge = await within(await panel()).findByRole('button', { name: 'Acknowledge' });
    entry.state = 'resolved';
    etags.set(entry.id, '"other"');
    await user.click(acknowledge);
    expect(await screen.findByRole('alert')).toHaveTextContent('Somebody else changed this entry');
    expect(await within(await panel()).findByText('Resolved')).toBeVisible();
    await user.click(within(await panel()).getByRole('button', { name: 'Reopen' }));
    await waitFor(() => expect(entry.state).toBe('open'));
  });

  it('reveals the person and says that this is recorded', async () => {
    const entry = anErrorEntry();
    withLog([entry]);
    answer('post', `admin/errors/${entry.id}/reveal`, {
      claimedIdentifier: 'https://login.ubuntu.com/+id/XyZ',
      launchpadName: 'noor',
      displayName: 'Noor Haddad',
      email: 'noor@example.org',
    });
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    const region = within(await panel());
    expect(region.getByText(/Revealing it is recorded/)).toBeVisible();
    await user.click(region.getByRole('button', { name: 'Reveal the person' }));
    expect(await region.findByText('noor@example.org')).toBeVisible();
    expect(region.getByText(/This was recorded/)).toBeVisible();
  });

  it('keeps a note', async () => {
    const entry = anErrorEntry();
    withLog([entry], { note: 'asked' });
    let sent: unknown;
    server.use(
      http.patch('http://localhost:3000/api/v1/admin/errors/:id', async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(anErrorDetail(entry, { note: 'asked twice' }), { headers: { etag: '"2"' } });
      }),
    );
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    const note = await screen.findByRole('textbox', { name: 'Note for the other admins' });
    expect(screen.getByRole('button', { name: 'Save the note' })).toBeDisabled();
    await user.type(note, ' twice');
    await user.click(screen.getByRole('button', { name: 'Save the note' }));
    expect(await screen.findByText('The note is saved.')).toBeVisible();
    expect(sent).toEqual({ note: 'asked twice' });
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save the note' })).toBeDisabled());
  });

  it('can only be read by an auditor', async () => {
    const entry = anErrorEntry();
    withLog([entry]);
    signedIn({ isAdmin: true, roles: [{ role: 'auditor', domains: null }] });
    renderAt(`/admin/errors/${entry.id}`);
    expect(await within(await panel()).findByText(/not change it/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Resolve' })).not.toBeInTheDocument();
  });

  it('that is not there says so', async () => {
    withLog([]);
    refuse('get', 'admin/errors/gone', 404, 'error_entry.not_found');
    renderAt('/admin/errors/gone');
    expect(await screen.findByRole('alert')).toHaveTextContent('no such entry');
  });
});

describe('several entries', () => {
  it('are ticked, changed together, and can be taken back', async () => {
    withLog([anErrorEntry({ id: 'a' }), anErrorEntry({ id: 'b', code: 'alias.taken' })]);
    const sent: unknown[] = [];
    const changes = { items: [{ id: 'a', outcome: 'changed' }, { id: 'b', outcome: 'not_found' }] };
    answer('post', 'admin/error-changes', changes, { seen: async (request) => sent.push(await request.json()) });
    const { user } = renderAt('/admin/errors');
    await user.click(await screen.findByRole('checkbox', { name: 'Select all on this page' }));
    const bar = screen.getByRole('region', { name: 'Selected entries' });
    expect(within(bar).getByText('2 selected')).toBeVisible();
    await user.click(within(bar).getByRole('button', { name: 'Resolve' }));
    expect(await screen.findByText('1 entry is resolved. 1 was not there any more.')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(sent).toEqual([
        { ids: ['a', 'b'], state: 'resolved' },
        { ids: ['a'], state: 'open' },
      ]),
    );
  }); // prettier-ignore

  it('one is tried again', async () => {
    const entry = anErrorEntry();
    withLog([entry]);
    answer('post', `admin/errors/${entry.id}/retry`, { retried: 'check' }, { status: 202 });
    const { user } = renderAt(`/admin/errors/${entry.id}`);
    await user.click(await screen.findByRole('button', { name: 'Check again now' }));
    expect(await screen.findByText(/Launchpad was asked/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open the member' })).toHaveAttribute(
      'href',
      '/admin/members/member-1',
    );
  });
});

describe('the keyboard', () => {
  it('moves, acknowledges, resolves and helps', async () => {
    const entries = [anErrorEntry(), anErrorEntry({ code: 'internal' })];
    withLog(entries);
    const { user } = renderAt('/admin/errors?state=any');
    const [first, second] = [
      await screen.findByRole('link', { name: what }),
      screen.getByRole('link', { name: 'A fault of our own' }),
    ];
    await user.keyboard('j');
    expect(first).toHaveFocus();
    await user.keyboard('j');
    expect(second).toHaveFocus();
    await user.keyboard('k');
    expect(first).toHaveFocus();
    await user.keyboard('e');
    await waitFor(() => expect(entries[0]?.state).toBe('acknowledged'));
    await user.keyboard('r');
    await waitFor(() => expect(entries[0]?.state).toBe('resolved'));
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await user.click(screen.getByRole('checkbox', { name: 'Use single-key shortcuts' }));
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('j');
    expect(second).not.toHaveFocus();
  });
});
