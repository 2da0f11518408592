export { domainsQuery, useGetDomains } from './api/useGetDomains.ts';
export { HomePage } from './components/HomePage.tsx';
export { LandingOrUnknown } from './components/LandingOrUnknown.tsx';
