import type { MailTemplate } from '../templates/index.ts';

export const URL_OF_OURS = 'https://my.ubuntu.test/addresses';

/** Every template in every shape, with a text from outside wherever one can be. */
export function everyMail(text: string): MailTemplate[] {
  const item = { code: 'member.coc_unsigned', domain: text, count: 3, who: text, isNew: true };
  const ready = { address: text, recipient: text };
  return [
    { template: 'addresses-ready', params: { addresses: [ready], dashboardUrl: URL_OF_OURS } },
    {
      template: 'addresses-ready',
      params: { addresses: [ready, { address: text, recipient: null }], dashboardUrl: URL_OF_OURS },
    },
    {
      template: 'address-created',
      params: { domain: text, addresses: [{ address: text }], adminUrl: URL_OF_OURS },
    },
    {
      template: 'address-created',
      params: {
        domain: text,
        addresses: Array.from({ length: 30 }, () => ({ address: text })),
        adminUrl: URL_OF_OURS,
      },
    },
    { template: 'problems', params: { items: [item], errorsUrl: URL_OF_OURS } },
    { template: 'problems', params: { items: [{ ...item, isNew: false }], errorsUrl: URL_OF_OURS } },
    {
      template: 'problems',
      params: { items: [item, { ...item, code: text }, { ...item, isNew: false }], errorsUrl: URL_OF_OURS },
    },
    { template: 'export-ready', params: { days: 7, accountUrl: URL_OF_OURS } },
    { template: 'address-restored', params: { address: text, dashboardUrl: URL_OF_OURS } },
    {
      template: 'roles-changed',
      params: {
        who: text,
        by: text,
        before: [],
        after: [
          { role: 'admin', domains: [text, text] },
          { role: 'auditor', domains: null },
        ],
        memberUrl: URL_OF_OURS,
      },
    },
    {
      template: 'roles-changed',
      params: {
        who: text,
        by: null,
        before: [{ role: 'admin', domains: null }],
        after: [],
        memberUrl: URL_OF_OURS,
      },
    },
    ...(['left_team', 'not_valid', 'coc_unsigned', 'banned', 'renamed', 'retired'] as const).flatMap(
      (cause): MailTemplate[] => [
        ...[null, 7, 1].map((daysLeft): MailTemplate => ({
          template: 'address-grace',
          params: {
            address: text,
            cause,
            team: text,
            until: '2026-12-24T10:00:00Z',
            daysLeft,
            dashboardUrl: URL_OF_OURS,
          },
        })),
        {
          template: 'address-suspended',
          params: { address: text, cause, team: text, dashboardUrl: URL_OF_OURS },
        },
      ],
    ),
    {
      template: 'addresses-removed',
      params: { domain: text, graced: [text], suspended: Array<string>(60).fill(text), runsUrl: URL_OF_OURS },
    },
    { template: 'address-held', params: { address: text, reason: text, dashboardUrl: URL_OF_OURS } },
    { template: 'address-unheld', params: { address: text, dashboardUrl: URL_OF_OURS } },
    { template: 'claim-address', params: { address: text, claimUrl: URL_OF_OURS } },
    {
      template: 'recipient-confirm',
      params: { alias: text, code: '012345', confirmUrl: URL_OF_OURS },
    },
    ...(['add', 'replace'] as const).map((kind): MailTemplate => ({
      template: 'recipient-asked',
      params: { alias: text, kind, address: text, cancelUrl: URL_OF_OURS },
    })),
    { template: 'recipient-changed', params: { alias: text, dashboardUrl: URL_OF_OURS } },
    { template: 'recipient-removed', params: { alias: text, address: text, cancelUrl: URL_OF_OURS } },
    {
      template: 'recipient-failing',
      params: { alias: text, address: text, answer: '550 5.1.1', dashboardUrl: URL_OF_OURS },
    },
    {
      template: 'test-message',
      params: { id: '01890000-0000-7000-8000-000000000000', alias: text, seenUrl: URL_OF_OURS },
    },
  ];
}
