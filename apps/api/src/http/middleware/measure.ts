import type { Middleware } from 'koa';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface HttpMetrics {
  registry: Registry;
  observe(labels: { route: string; status: string }, seconds: number): void;
}

export function createHttpMetrics(): HttpMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route template; never a path, which may hold an id.',
    labelNames: ['route', 'status'],
    registers: [registry],
  });
  return { registry, observe: (labels, seconds) => histogram.observe(labels, seconds) };
}

export function measure(metrics: HttpMetrics): Middleware {
  return async function measureRequest(ctx, next) {
    const startedAt = process.hrtime.bigint();
    try {
      await next();
    } finally {
      const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
      metrics.observe({ route: ctx.state['route'] ?? 'none', status: String(ctx.status) }, seconds);
    }
  };
}
