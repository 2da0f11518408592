import { lazy, Suspense } from 'react';
import { Outlet } from 'react-router';
import { ErrorNotice } from '../components/ErrorNotice.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { SignInPage, useGetMe } from '../features/session/index.ts';
import { loadPart } from '../i18n/index.ts';
import { PublicLayout } from './PublicLayout.tsx';

const MemberLayout = lazy(async () => {
  const [module] = await Promise.all([import('./MemberLayout.tsx'), loadPart('pages')]);
  return { default: module.MemberLayout };
});

/** Signed-in pages; without a member the way to sign in stands in their place. */
export function RequireMember() {
  const { member, isPending, error, retry } = useGetMe();
  if (member)
    return (
      <Suspense fallback={<Skeleton lines={5} />}>
        <MemberLayout member={member}>
          <Suspense fallback={<Skeleton lines={5} />}>
            <Outlet />
          </Suspense>
        </MemberLayout>
      </Suspense>
    );
  return (
    <PublicLayout>
      {isPending ? <Skeleton /> : error ? <ErrorNotice error={error} onRetry={retry} /> : <SignInPage />}
    </PublicLayout>
  );
}
