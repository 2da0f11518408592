import { Suspense } from 'react';
import { Outlet, Route, Routes } from 'react-router';
import { Skeleton } from './components/Skeleton.tsx';
import { HomePage, LandingOrUnknown } from './features/landing/index.ts';
import { PublicLayout } from './frame/PublicLayout.tsx';
import { RequireAdmin } from './frame/RequireAdmin.tsx';
import { RequireMember } from './frame/RequireMember.tsx';
import { lazyPage } from './lazy-page.ts';
import { paths } from './paths.ts';

const information = () => import('./features/information/index.ts');
const HelpPage = lazyPage(information, 'HelpPage');
const PrivacyPage = lazyPage(information, 'PrivacyPage');
const StatusPage = lazyPage(information, 'StatusPage');
const AddressesPage = lazyPage(() => import('./features/addresses/index.ts'), 'AddressesPage', 'addresses');
const EligibilityPage = lazyPage(() => import('./features/eligibility/index.ts'), 'EligibilityPage');
const ClaimPage = lazyPage(() => import('./features/claims/index.ts'), 'ClaimPage', 'claims');
const OverviewPage = lazyPage(() => import('./features/overview/index.ts'), 'OverviewPage', 'overview');
const members = () => import('./features/members/index.ts');
const MembersPage = lazyPage(members, 'MembersPage', 'members');
const MemberPage = lazyPage(members, 'MemberPage', 'members');
const AccountPage = lazyPage(() => import('./features/account/index.ts'), 'AccountPage', 'account');
const ActivityPage = lazyPage(() => import('./features/activity/index.ts'), 'ActivityPage', 'activity');
const mailLinks = () => import('./features/mail-links/index.ts');
const ConfirmPage = lazyPage(mailLinks, 'ConfirmPage', 'mail-links');
const CancelPage = lazyPage(mailLinks, 'CancelPage', 'mail-links');
const TestSeenPage = lazyPage(mailLinks, 'TestSeenPage', 'mail-links');
const ErrorLogPage = lazyPage(() => import('./features/error-log/index.ts'), 'ErrorLogPage', 'admin');
const AdminAddressesPage = lazyPage(
  () => import('./features/admin-addresses/index.ts'),
  'AdminAddressesPage',
  'registers',
);
const sync = () => import('./features/sync-runs/index.ts');
const SyncPage = lazyPage(sync, 'SyncPage', 'registers', 'sync');
const SyncRunPage = lazyPage(sync, 'SyncRunPage', 'registers', 'sync');
const AuditPage = lazyPage(() => import('./features/audit/index.ts'), 'AuditPage', 'registers');

const domains = () => import('./features/domains/index.ts');
const DomainsPage = lazyPage(domains, 'DomainsPage', 'domains');
const DomainPage = lazyPage(domains, 'DomainPage', 'domains');

function PublicPages() {
  return (
    <PublicLayout>
      <Suspense fallback={<Skeleton lines={5} />}>
        <Outlet />
      </Suspense>
    </PublicLayout>
  );
}

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<PublicPages />}>
        <Route path={paths.home} element={<HomePage />} />
        <Route path={paths.help} element={<HelpPage />} />
        <Route path={paths.privacy} element={<PrivacyPage />} />
        <Route path={paths.status} element={<StatusPage />} />
        <Route path="/claim/:id" element={<ClaimPage />} />
        <Route path={paths.confirmRecipient} element={<ConfirmPage />} />
        <Route path={paths.cancelRecipient} element={<CancelPage />} />
        <Route path={paths.testSeen} element={<TestSeenPage />} />
        <Route path="*" element={<LandingOrUnknown />} />
      </Route>
      <Route element={<RequireMember />}>
        <Route path={paths.addresses} element={<AddressesPage />} />
        <Route path={paths.activity} element={<ActivityPage />} />
        <Route path={paths.eligibility} element={<EligibilityPage />} />
        <Route path={paths.account} element={<AccountPage />} />
        <Route element={<RequireAdmin />}>
          <Route path={paths.domains} element={<DomainsPage />} />
          <Route path={`${paths.domains}/:id`} element={<DomainPage />} />
          <Route path={paths.overview} element={<OverviewPage />} />
          <Route path={paths.members} element={<MembersPage />} />
          <Route path={`${paths.members}/:id`} element={<MemberPage />} />
          <Route path={`${paths.errorLog}/:id?`} element={<ErrorLogPage />} />
          <Route path={`${paths.adminAddresses}/:id?`} element={<AdminAddressesPage />} />
          <Route path={paths.sync} element={<SyncPage />} />
          <Route path={`${paths.sync}/:id`} element={<SyncRunPage />} />
          <Route path={paths.audit} element={<AuditPage />} />
        </Route>
      </Route>
    </Routes>
  );
}
