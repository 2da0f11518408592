import { createServer, type RequestListener, type Server } from 'node:http';
import type Koa from 'koa';
import type { HttpMetrics } from './http/middleware/measure.ts';

/** Resolves once it listens, with what ends it: no new connections, requests under way are answered. */
function start(handler: RequestListener, port: number, host: string): Promise<() => Promise<void>> {
  const server: Server = createServer(
    {
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      // How often the two above are looked at; by itself Node does it twice a minute.
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
    },
    handler,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve(
        () =>
          new Promise((done) => {
            // A connection on which the last answer went out would otherwise be kept alive, and this process with it.
            const sweep = setInterval(() => server.closeIdleConnections(), 50);
            server.close(() => {
              clearInterval(sweep);
              done();
            });
          }),
      );
    });
  });
}

export function listen(app: Koa, port: number, host: string): Promise<() => Promise<void>> {
  return start(app.callback(), port, host);
}

/** On a port of its own, so that it need not be open to the world. */
export function listenMetrics(
  { registry }: HttpMetrics,
  port: number,
  host: string,
): Promise<() => Promise<void>> {
  return start(
    (_request, response) => {
      void registry
        .metrics()
        .then((text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text));
    },
    port,
    host,
  );
}
