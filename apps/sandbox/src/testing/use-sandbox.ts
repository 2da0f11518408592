import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Fault } from '../faults/fault.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';

/** Tests look into answers of every shape; what is not there fails the assertion. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer {
  status: number;
  body: Json;
}

/** A sandbox on real sockets for the tests of one file, reset before each of them. */
export function useSandbox() {
  let sandbox: Sandbox;
  const use = {
    get url() {
      return sandbox.url;
    },
    get smtpUrl() {
      return sandbox.smtpUrl;
    },
    get dnsServer() {
      return sandbox.dnsServer;
    },
    async control(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const response = await fetch(`${sandbox.url}/control${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : null };
    },
    async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
      return fetch(`${sandbox.url}${path}`, {
        redirect: 'manual',
        headers: { 'Accept-Encoding': 'identity', ...headers },
      });
    },
    async json(path: string): Promise<Json> {
      return (await use.get(path)).json();
    },
    fault: (fault: Fault) => use.control('PUT', '/faults', fault),
  };
  beforeAll(async () => {
    sandbox = await createSandbox();
  });
  beforeEach(async () => {
    await use.control('POST', '/reset');
  });
  afterAll(() => sandbox.close());
  return use;
}

export type UsedSandbox = ReturnType<typeof useSandbox>;
