import type { DnsServer } from './dns/server.ts';
import type { Zone } from './dns/zone.ts';
import type { FaultList } from './faults/fault-list.ts';
import type { MailStore } from './mail/mail-store.ts';
import type { Associations } from './openid/associations.ts';
import type { RequestLog } from './requests.ts';
import type { World } from './world/world.ts';

/** All that the sandbox remembers; gone when the process ends. */
export interface SandboxState {
  /** Where it listens, `http://127.0.0.1:4000`; every link and identifier begins with it. */
  origin: string;
  productUrl: string | null;
  /** Where the product takes mail for its addresses, `smtp://…`. */
  mxUrl: string | null;
  world: World;
  associations: Associations;
  faults: FaultList;
  mails: MailStore;
  requests: RequestLog;
  zone: Zone;
  /** What was asked for. */
  dns: DnsServer['questions'];
}
