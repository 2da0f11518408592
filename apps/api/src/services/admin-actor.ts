import type { ErrorScope } from '@ubuntu-aliases/store';

/** Who acts as an admin, and how far their role reaches. */
export interface AdminActor {
  memberId: string;
  /** Names of domains, or null for everything. */
  scope: ErrorScope;
  requestId: string | null;
}
