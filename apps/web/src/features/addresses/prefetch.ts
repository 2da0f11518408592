import type { QueryClient } from '@tanstack/react-query';
import { claimsQuery } from '../claims/index.ts';
import { eligibilityQuery } from '../eligibility/index.ts';
import { aliasesQuery } from './api/useGetAliases.ts';

export function prefetch(client: QueryClient): void {
  void client.prefetchInfiniteQuery(aliasesQuery);
  void client.prefetchQuery(eligibilityQuery);
  void client.prefetchQuery(claimsQuery);
}
