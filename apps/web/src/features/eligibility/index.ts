export { useGetEligibility } from './api/useGetEligibility.ts';
export { EligibilityPage } from './components/EligibilityPage.tsx';
