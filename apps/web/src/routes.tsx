import { Suspense } from 'react';
import { Outlet, Route, Routes } from 'react-router';
import { Skeleton } from './components/Skeleton.tsx';
import { HomePage, LandingOrUnknown } from './features/landing/index.ts';
import { PublicLayout } from './frame/PublicLayout.tsx';
import { RequireAdmin } from './frame/RequireAdmin.tsx';
import { RequireMember } from './frame/RequireMember.tsx';
import * as pages from './pages.ts';
import { paths } from './paths.ts';

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
        <Route path={paths.help} element={<pages.HelpPage />} />
        <Route path={paths.privacy} element={<pages.PrivacyPage />} />
        <Route path={paths.status} element={<pages.StatusPage />} />
        <Route path="/claim/:id" element={<pages.ClaimPage />} />
        <Route path={paths.confirmRecipient} element={<pages.ConfirmPage />} />
        <Route path={paths.cancelRecipient} element={<pages.CancelPage />} />
        <Route path={paths.testSeen} element={<pages.TestSeenPage />} />
        <Route path="*" element={<LandingOrUnknown />} />
      </Route>
      <Route element={<RequireMember />}>
        <Route path={paths.addresses} element={<pages.AddressesPage />} />
        <Route path={paths.activity} element={<pages.ActivityPage />} />
        <Route path={paths.eligibility} element={<pages.EligibilityPage />} />
        <Route path={paths.account} element={<pages.AccountPage />} />
        <Route element={<RequireAdmin />}>
          <Route path={paths.domains} element={<pages.DomainsPage />} />
          <Route path={`${paths.domains}/:id`} element={<pages.DomainPage />} />
          <Route path={paths.overview} element={<pages.OverviewPage />} />
          <Route path={paths.members} element={<pages.MembersPage />} />
          <Route path={`${paths.members}/:id`} element={<pages.MemberPage />} />
          <Route path={`${paths.errorLog}/:id?`} element={<pages.ErrorLogPage />} />
          <Route path={`${paths.adminAddresses}/:id?`} element={<pages.AdminAddressesPage />} />
          <Route path={paths.sync} element={<pages.SyncPage />} />
          <Route path={`${paths.sync}/:id`} element={<pages.SyncRunPage />} />
          <Route path={paths.audit} element={<pages.AuditPage />} />
        </Route>
      </Route>
    </Routes>
  );
}
