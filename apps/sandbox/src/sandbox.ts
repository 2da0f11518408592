import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createApp } from './app.ts';
import { startDnsServer } from './dns/server.ts';
import { createZone } from './dns/zone.ts';
import { createFaultList } from './faults/fault-list.ts';
import { listenNear } from './listen.ts';
import { createMailCatcher } from './mail/catcher.ts';
import { createMailStore } from './mail/mail-store.ts';
import { createAssociations } from './openid/associations.ts';
import { createRequestLog } from './requests.ts';
import type { SandboxState } from './state.ts';
import { createWorld } from './world/world.ts';

export interface SandboxOptions {
  /** Wanted ports; the next free one is taken when one is in use, 0 means any. */
  port?: number;
  smtpPort?: number;
  dnsPort?: number;
  productUrl?: string | null;
  mxUrl?: string | null;
}

export interface Sandbox {
  url: string;
  smtpUrl: string;
  /** `host:port` of the DNS server, UDP and TCP. */
  dnsServer: string;
  close(): Promise<void>;
}

export async function createSandbox({
  port = 0,
  smtpPort = 0,
  dnsPort = 0,
  productUrl = null,
  mxUrl = null,
}: SandboxOptions = {}): Promise<Sandbox> {
  const zone = createZone();
  const faults = createFaultList();
  const dns = await startDnsServer(zone, faults, dnsPort);
  const state: SandboxState = {
    origin: '',
    productUrl,
    mxUrl,
    world: createWorld(),
    associations: createAssociations(),
    faults,
    zone,
    dns: dns.questions,
    mails: createMailStore(),
    requests: createRequestLog(),
  };
  const catcher = createMailCatcher(state.mails, state.faults);
  const smtpUrl = `smtp://127.0.0.1:${await listenNear(catcher.server, smtpPort)}`;

  const server = createServer();
  state.origin = `http://127.0.0.1:${await listenNear(server, port)}`;
  // The origin is part of what the routes answer, so they are made when it is known.
  server.on('request', createApp(state).callback());

  return {
    url: state.origin,
    smtpUrl,
    dnsServer: dns.address,
    async close() {
      server.closeAllConnections();
      await Promise.all([
        dns.close(),
        promisify(server.close.bind(server))(),
        new Promise<void>((resolve) => catcher.close(() => resolve())),
      ]);
    },
  };
}
