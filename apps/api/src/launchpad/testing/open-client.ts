import { onTestFinished } from 'vitest';
import { createLaunchpadClient, type LaunchpadClientOptions } from '../client.ts';
import { type Script, scriptedServer } from './server.ts';

/** Closed with the test. */
export function testClient(url: string, options: Partial<LaunchpadClientOptions> = {}) {
  const client = createLaunchpadClient({
    baseUrl: url,
    version: '1.2.3',
    contact: 'https://aliases.example/',
    timeoutMs: 1_000,
    // Waiting is not what most tests are about; those that are count what was asked for.
    sleep: async () => {},
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

/** The error's code and details, to compare as a value. */
export async function failure(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    const { code, details } = error as { code?: string; details?: Record<string, unknown> };
    return { code, ...details };
  }
  throw new Error('it did not fail');
}

/** A server with its client, both closed with the test; `waits` are the sleeps that were asked for. */
export async function openClient(script: Script, options: Partial<LaunchpadClientOptions> = {}, prefix = '') {
  const server = await scriptedServer(script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  const client = testClient(server.url + prefix, { sleep, random: () => 1, ...options });
  return { server, client, waits, find: () => client.findAccount('https://sso.example/+id/abc') };
}

export async function elapsed(promise: Promise<unknown>): Promise<number> {
  const from = performance.now();
  await promise.catch(() => {});
  return performance.now() - from;
}
