import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { showLocale } from '../../i18n/index.ts';
import { aMemberDetail, anAdminMember, anEligibility } from '../../testing/factories.ts';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, REQUEST_ID, signedIn } from '../../testing/server.ts';

const asAdmin = (domains: string[] | null = null, locale: 'en' | 'ko' = 'en') =>
  signedIn({ isAdmin: true, locale, roles: [{ role: 'admin', domains }] });
const page = (items: ReturnType<typeof anAdminMember>[]) => ({
  items,
  nextCursor: null,
  total: items.length,
});

describe('the list', () => {
  it('finds people, keeps what was asked in the address, and shows what sets them apart', async () => {
    asAdmin();
    const asked: URLSearchParams[] = [];
    const banned = anAdminMember({ isBanned: true, openErrors: 2, roles: [] });
    answer('get', 'admin/members', page([banned]), {
      seen: ({ url }) => asked.push(new URL(url).searchParams),
    });
    const { user } = renderAt('/admin/members');
    const row = await screen.findByRole('row', { name: /~noor/ });
    for (const text of ['noor@kubuntu.org', '2 open problems', 'yesterday'])
      expect(within(row).getByText(text)).toBeVisible();
    expect(screen.getByText('1 member')).toBeVisible();
    await user.type(screen.getByRole('searchbox'), 'noor{Enter}');
    await user.click(screen.getByRole('button', { name: 'Banned' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'name');
    await waitFor(() => expect(window.location.search).toBe('?q=noor&mark=banned&sort=name'));
    await waitFor(() => expect(asked.at(-1)?.get('sort')).toBe('name'));
    await user.keyboard('{Escape}');
    (document.activeElement as HTMLElement).blur();
    await user.keyboard('j');
    expect(screen.getByRole('link', { name: '~noor' })).toHaveFocus();
  });

  it('says how to go on when nobody matches, in Korean too, and on a narrow screen', async () => {
    window.innerWidth = 380;
    await showLocale('ko');
    asAdmin(null, 'ko');
    answer('get', 'admin/members', page([]));
    const { user } = renderAt('/admin/members?q=nobody');
    expect(await screen.findByRole('heading', { name: '맞는 사람이 없습니다' })).toBeVisible();
    answer('get', 'admin/members', page([anAdminMember()]));
    await user.click(screen.getAllByRole('button', { name: '필터 지우기' })[0] as HTMLElement);
    expect(await screen.findByText('회원 1명')).toBeVisible();
  });

  it('fails with the request id', async () => {
    asAdmin();
    refuse('get', 'admin/members', 500, 'internal');
    renderAt('/admin/members');
    expect(await screen.findByText(REQUEST_ID)).toBeVisible();
  });
});

describe('a member', () => {
  const open = (overrides: Parameters<typeof aMemberDetail>[1] = {}) => {
    const member = anAdminMember({ id: 'm1' });
    answer('get', 'admin/members/m1', aMemberDetail(member, overrides), { etag: '"m1.1.x"' });
    return renderAt('/admin/members/m1');
  };

  it('is banned with a reason, which is asked for', async () => {
    asAdmin();
    const sent: unknown[] = [];
    const { user } = open();
    await user.click(await screen.findByRole('button', { name: 'Ban this member' }));
    expect(screen.getByText('Say why.')).toBeVisible();
    answer('post', 'admin/members/m1/ban', {}, { seen: (request) => sent.push(request.json()) });
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'spam');
    await user.click(screen.getByRole('button', { name: 'Ban this member' }));
    expect(await screen.findByText('The member is banned and signed out everywhere.')).toBeVisible();
    expect(await sent[0]).toEqual({ reason: 'spam' });
  });

  it('gets roles by what the admin saw, and the refusal is explained', async () => {
    asAdmin();
    const { user } = open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Auditor' }), 'some');
    await user.click(screen.getByRole('checkbox', { name: 'kubuntu.org' }));
    const tags: (string | null)[] = [];
    answer(
      'put',
      'admin/members/m1/roles',
      {},
      {
        seen: (request) => tags.push(request.headers.get('if-match')),
      },
    );
    await user.click(screen.getByRole('button', { name: 'Save the roles' }));
    expect(await screen.findByText('The roles are saved. The other admins get a mail.')).toBeVisible();
    expect(tags).toEqual(['"m1.1.x"']);
  });

  it('is granted a local part where the name cannot be used, and a refusal says why', async () => {
    asAdmin(['kubuntu.org']);
    const { user } = open({
      aliases: [],
      eligibility: anEligibility(
        {},
        { domains: [{ domain: 'kubuntu.org', team: 'k', state: 'ok', reason: 'name_unusable' }] },
      ),
    });
    const field = await screen.findByRole('textbox', { name: 'Local part' });
    await user.type(field, 'Noor.H');
    expect(screen.getByText('noor.h@kubuntu.org')).toBeVisible();
    refuse('post', 'admin/members/m1/aliases', 409, 'alias.taken', {}, { reason: 'launchpad_name' });
    await user.click(screen.getByRole('button', { name: 'Grant the address' }));
    expect(await screen.findByText(/somebody’s name on Launchpad/)).toBeVisible();
    // Bans and roles are not this admin's.
    expect(screen.queryByRole('button', { name: 'Ban this member' })).toBeNull();
  });

  it('can only be read by an auditor', async () => {
    signedIn({ isAdmin: true, roles: [{ role: 'auditor', domains: null }] });
    open();
    expect(await screen.findByRole('heading', { name: '~noor' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Reveal the e-mail' })).toBeNull();
    expect(screen.getByText('Address created', { exact: false })).toBeVisible();
    expect(screen.getByText(/Where it comes from: Launchpad name/)).toBeVisible();
  });

  it('that is not there says so', async () => {
    asAdmin();
    refuse('get', 'admin/members/m1', 404, 'member.not_found');
    renderAt('/admin/members/m1');
    expect(await screen.findByText(REQUEST_ID)).toBeVisible();
  });
});
