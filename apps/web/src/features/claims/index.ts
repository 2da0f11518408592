import { lazyPage } from '../../lazy-page.ts';

export { claimsQuery, useGetClaims } from './api/useGetClaims.ts';
/** With its words, once there is something to say. */
export const ClaimNotice = lazyPage(() => import('./components/ClaimNotice.tsx'), 'ClaimNotice', 'claims');
export { ClaimPage } from './components/ClaimPage.tsx';
