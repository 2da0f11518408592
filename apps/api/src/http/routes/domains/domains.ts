import { domainsResponseSchema, readDomainSettings } from '@ubuntu-aliases/shared';
import type { Stores } from '@ubuntu-aliases/store';
import type { Api } from '../../guard.ts';

export function domainRoutes(
  { endpoint }: Api,
  { stores, ssoUrl, isTestInstallation }: { stores: Stores; ssoUrl: string; isTestInstallation: boolean },
): void {
  endpoint(
    {
      method: 'get',
      path: '/domains',
      summary: 'Mail domains and their landing pages',
      tag: 'Public',
      access: 'public',
      status: 200,
      response: domainsResponseSchema,
    },
    async () => ({
      items: (await stores.domains.listActive()).map(
        ({ name, team, title, landingPath, accent, settings }) => ({
          name,
          team,
          title,
          landingPath,
          accent,
          landingText: readDomainSettings(settings).landingText,
        }),
      ),
      isTestInstallation,
      provider: new URL(ssoUrl).host,
    }),
  );
}
