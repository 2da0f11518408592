import { lazyPage } from './lazy-page.ts';

const information = () => import('./features/information/index.ts');
export const HelpPage = lazyPage(information, 'HelpPage');
export const PrivacyPage = lazyPage(information, 'PrivacyPage');
export const StatusPage = lazyPage(information, 'StatusPage');
export const AddressesPage = lazyPage(
  () => import('./features/addresses/index.ts'),
  'AddressesPage',
  'addresses',
);
export const EligibilityPage = lazyPage(() => import('./features/eligibility/index.ts'), 'EligibilityPage');
export const ClaimPage = lazyPage(() => import('./features/claims/index.ts'), 'ClaimPage', 'claims');
export const OverviewPage = lazyPage(
  () => import('./features/overview/index.ts'),
  'OverviewPage',
  'overview',
);
const members = () => import('./features/members/index.ts');
export const MembersPage = lazyPage(members, 'MembersPage', 'members');
export const MemberPage = lazyPage(members, 'MemberPage', 'registers', 'members');
export const AccountPage = lazyPage(() => import('./features/account/index.ts'), 'AccountPage', 'account');
export const ActivityPage = lazyPage(
  () => import('./features/activity/index.ts'),
  'ActivityPage',
  'activity',
);
const mailLinks = () => import('./features/mail-links/index.ts');
export const ConfirmPage = lazyPage(mailLinks, 'ConfirmPage', 'mail-links');
export const CancelPage = lazyPage(mailLinks, 'CancelPage', 'mail-links');
export const TestSeenPage = lazyPage(mailLinks, 'TestSeenPage', 'mail-links');
export const ErrorLogPage = lazyPage(() => import('./features/error-log/index.ts'), 'ErrorLogPage', 'admin');
export const AdminAddressesPage = lazyPage(
  () => import('./features/admin-addresses/index.ts'),
  'AdminAddressesPage',
  'registers',
);
const sync = () => import('./features/sync-runs/index.ts');
export const SyncPage = lazyPage(sync, 'SyncPage', 'registers', 'sync');
export const SyncRunPage = lazyPage(sync, 'SyncRunPage', 'registers', 'sync');
export const AuditPage = lazyPage(() => import('./features/audit/index.ts'), 'AuditPage', 'registers');

const domains = () => import('./features/domains/index.ts');
export const DomainsPage = lazyPage(domains, 'DomainsPage', 'domains');
export const DomainPage = lazyPage(domains, 'DomainPage', 'domains');
