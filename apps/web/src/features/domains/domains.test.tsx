import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AdminDomainDetail, DomainRecord } from '@ubuntu-aliases/shared';
import { readDomainSettings } from '@ubuntu-aliases/shared';
import { renderAt } from '../../testing/render.tsx';
import { answer, refuse, signedIn } from '../../testing/server.ts';
import { digLines, zoneFile } from './zone-text.ts';

const aRecord = (over: Partial<DomainRecord>): DomainRecord => ({
  type: 'MX',
  name: 'flavour.example',
  state: 'ok',
  expected: '10 mx.example',
  found: '10 mx.example',
  isRequired: true,
  wrongSince: null,
  checkedAt: new Date().toISOString(),
  ...over,
});

const aDomainDetail = (over: Partial<AdminDomainDetail> = {}): AdminDomainDetail => ({
  id: '01890000-0000-7000-8000-000000000001',
  name: 'flavour.example',
  team: 'flavour-members',
  title: 'Flavour',
  landingPath: '/flavour',
  ownership: { token: 'abc', record: { name: '_ubuntu-aliases.flavour.example', value: 'x=abc' }, provenAt: null },
  retiredAt: null,
  addresses: 1,
  records: [
    aRecord({}),
    aRecord({ type: 'SPF', state: 'wrong', expected: 'v=spf1 mx ~all', found: '' }),
    aRecord({ type: 'DMARC', name: '_dmarc.flavour.example', state: 'unknown', found: null }),
  ],
  accent: '#666666',
  adminContacts: [],
  newAddressNotice: 'at_once',
  settings: readDomainSettings({}),
  nextCheckAt: null,
  toPublish: [
    { name: '_ubuntu-aliases.flavour.example', type: 'TXT', value: 'x=abc' },
    { name: 'flavour.example', type: 'MX', value: '10 mx.example' },
  ],
  history: [],
  ...over,
}); // prettier-ignore

const open = (domain = aDomainDetail()) => {
  signedIn({ isAdmin: true });
  answer('get', `admin/domains/${domain.id}`, domain);
  return renderAt(`/admin/domains/${domain.id}`);
};

describe('a domain', () => {
  it('tells what differs from what nobody could say', async () => {
    open();
    await screen.findByRole('heading', { name: 'flavour.example' });
    const row = (name: RegExp) => within(screen.getByRole('row', { name })).getAllByRole('cell').map((c) => c.textContent);
    expect(row(/^SPF/)).toEqual(['Differs', 'Nothing', 'v=spf1 mx ~all']);
    expect(row(/^DMARC/)).toEqual(['Could not ask', 'No answer', '']);
    expect(row(/^MX/)).toEqual(['As expected', '10 mx.example', '']);
    expect(screen.getByLabelText('As a zone file')).toHaveTextContent('_ubuntu-aliases.flavour.example. 3600 IN TXT "x=abc"');
  }); // prettier-ignore

  it('is checked now', async () => {
    const { user } = open();
    const proven = aDomainDetail();
    proven.ownership.provenAt = new Date().toISOString();
    answer('post', `admin/domains/${proven.id}/checks`, proven);
    expect(await screen.findByText('Waits for its proof')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText('DNS was asked.')).toBeVisible();
    expect(screen.queryByText('Waits for its proof')).toBeNull();
  });

  it('is read by auditors, without a button that would be refused', async () => {
    const domain = aDomainDetail();
    signedIn({ isAdmin: true, roles: [{ role: 'auditor', domains: null }] });
    answer('get', `admin/domains/${domain.id}`, domain);
    renderAt(`/admin/domains/${domain.id}`);
    await screen.findByRole('heading', { name: 'flavour.example' });
    expect(screen.queryByRole('button', { name: 'Check now' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });
});

it('lists the domains, and says why one cannot be added', async () => {
  signedIn({ isAdmin: true });
  answer('get', 'admin/domains', { items: [aDomainDetail()], nextCursor: null });
  refuse('post', 'admin/domains', 409, 'request.conflict');
  const { user } = renderAt('/admin/domains');
  expect(await screen.findByRole('link', { name: 'flavour.example' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Add a domain' }));
  await user.type(screen.getByLabelText('Domain'), 'new.example');
  await user.type(screen.getByLabelText('Launchpad team'), 'team');
  await user.type(screen.getByLabelText('Name of the flavour'), 'New');
  await user.click(screen.getByRole('button', { name: 'Add it' }));
  expect(await screen.findByRole('alert')).toBeVisible();
});

it('writes zone files and commands', () => {
  const records = [{ name: 'a.test', type: 'TXT' as const, value: `${'x'.repeat(300)}"` }];
  expect(zoneFile(records)).toBe(`a.test. 3600 IN TXT "${'x'.repeat(255)}" "${'x'.repeat(45)}\\""`);
  expect(digLines([...records, ...records])).toBe('dig +short TXT a.test');
});

describe('retiring a domain', () => {
  it('needs its name and a reason, and can be taken back', async () => {
    const domain = aDomainDetail();
    const { user } = open(domain);
    const button = await screen.findByRole('button', { name: 'Retire this domain' });
    await user.click(button);
    expect(await screen.findByText('This is not the name of the domain.')).toBeVisible();
    await user.type(screen.getByLabelText(/^Type flavour.example/), 'Flavour.example');
    await user.type(screen.getByLabelText('Reason'), 'nobody uses it');
    answer('post', `admin/domains/${domain.id}/retire`, { ...domain, retiredAt: new Date().toISOString() });
    await user.click(button);
    expect(await screen.findByRole('button', { name: 'Use this domain again' })).toBeVisible();
    expect(screen.queryByLabelText(/^Type/)).toBeNull();
  });
});
