import type { QueryClient } from '@tanstack/react-query';
import { eligibilityQuery } from './api/useGetEligibility.ts';

export { eligibilityQuery, useGetEligibility } from './api/useGetEligibility.ts';
export { EligibilityPage } from './components/EligibilityPage.tsx';
export const prefetch = (client: QueryClient) => void client.prefetchQuery(eligibilityQuery);
