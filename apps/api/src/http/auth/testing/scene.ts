import { afterEach, beforeEach, expect } from 'vitest';
import { startApp, type TestApp } from './app.ts';
import type { Answer, TestBrowser } from './browser.ts';
import { startProvider, type TestProvider } from './provider.ts';

/** A provider, our app, and Ada's browser; new for each test. */
export interface Scene {
  provider: TestProvider;
  app: TestApp;
  ada: TestBrowser;
}

export function useScene(): Scene {
  const scene = {} as Scene;
  beforeEach(async () => {
    scene.provider = await startProvider();
    scene.app = await startApp({ ssoUrl: scene.provider.url });
    scene.ada = scene.app.browser();
  });
  afterEach(async () => {
    await Promise.all([scene.app.close(), scene.provider.close()]);
  });
  return scene;
}

export function expectPrivate(answer: Answer): void {
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['referrer-policy']).toBe('no-referrer');
}

/** Refused: back to the start with a notice, nothing asked of anybody, nobody signed in. */
export async function expectRefused(
  scene: Scene,
  answer: Answer,
  reason: string,
  browser = scene.ada,
): Promise<void> {
  expect(answer).toMatchObject({ status: 303, location: '/?notice=auth.assertion_invalid', body: '' });
  expect(scene.app.refusals).toEqual([{ code: 'auth.assertion_invalid', reason, requestId: 'request-1' }]);
  expectPrivate(answer);
  expect(scene.provider.requests).toEqual([]);
  expect(scene.app.signIn.calls).toEqual([]);
  expect(scene.app.sessions.rows.size).toBe(0);
  expect(await browser.whoami()).toBeNull();
}
