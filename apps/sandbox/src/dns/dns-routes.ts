import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { html } from '../http/html.ts';
import { sendPage } from '../http/page.ts';
import type { SandboxState } from '../state.ts';
import { zoneRecordSchema } from './records.ts';

const recordsSchema = z.strictObject({
  records: z.array(zoneRecordSchema).max(5000),
  keep: z.boolean().optional(),
});

/** The zone, for programs. */
function dnsApiRoutes(router: Router, { zone, dns }: SandboxState): void {
  const answer = (ctx: Context) => void (ctx.body = { records: zone.list() });
  router.get('/control/dns', answer);
  router.put('/control/dns', (ctx) => {
    const { records, keep } = recordsSchema.parse(ctx.request.body ?? {});
    zone.replace(records);
    if (keep) zone.keep();
    answer(ctx);
  });
  router.post('/control/dns', (ctx) => {
    const { records, keep } = recordsSchema.parse(ctx.request.body ?? {});
    zone.add(records);
    if (keep) zone.keep();
    answer(ctx);
  });
  router.delete('/control/dns/:name{/:type}', (ctx) => {
    zone.remove((ctx.params.name ?? '').toLowerCase(), ctx.params.type);
    answer(ctx);
  });
  router.get('/control/dns-questions', (ctx) => {
    ctx.body = dns.list();
  });
  router.delete('/control/dns-questions', (ctx) => {
    dns.clear();
    ctx.status = 204;
  });
}

function dnsPage(ctx: Context, { zone, productUrl }: SandboxState): void {
  const rows = zone.list().map(
    (record) =>
      html`<tr>
        <td class="mono">${record.name}</td>
        <td>${record.type}</td>
        <td class="mono">${record.value}</td>
        <td>
          <form method="post" action="/control/actions">
            <input type="hidden" name="action" value="withdraw" />
            <input type="hidden" name="name" value="${record.name}" />
            <input type="hidden" name="type" value="${record.type}" />
            <input type="hidden" name="value" value="${record.value}" />
            <button>Withdraw</button>
          </form>
        </td>
      </tr>`,
  );
  sendPage(ctx, {
    title: 'DNS of this world',
    productUrl,
    body: html`<p>
        What the product is told when it asks for a record. Names that are not here do not exist.
      </p>
      <form method="post" action="/control/actions">
        <input type="hidden" name="action" value="publish" />
        <label
          >Lines of a zone file, with whole names
          <textarea name="lines" rows="5" cols="80" required></textarea>
        </label>
        <button>Publish</button>
      </form>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Value</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>`,
  });
}

export function dnsRoutes(router: Router, state: SandboxState): void {
  dnsApiRoutes(router, state);
  router.get('/dns', (ctx) => dnsPage(ctx, state));
}
