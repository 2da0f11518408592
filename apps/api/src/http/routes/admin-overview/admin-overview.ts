import { overviewSchema } from '@ubuntu-aliases/shared';
import type { OverviewService } from '../../../services/overview.ts';
import type { Api } from '../../guard.ts';
import { readScope } from '../../middleware/require-member.ts';

export function adminOverviewRoutes({ endpoint }: Api, { overview }: { overview: OverviewService }): void {
  endpoint(
    {
      method: 'get',
      path: '/admin/overview',
      summary: 'How each domain is, and what to see to',
      tag: 'Overview',
      access: 'admin',
      status: 200,
      response: overviewSchema,
    },
    ({ member }) => overview.read(readScope(member)),
  );
}
