import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type {
  AuthenticationJob,
  AuthenticationResult,
  FromWorker,
  ToWorker,
  WorkerOptions,
} from './protocol.ts';

export interface AuthenticatorOptions extends WorkerOptions {
  /** `resolve(name, type)` as of `node:dns/promises`. */
  resolve: (name: string, type: string) => Promise<unknown[]>;
  threads?: number;
  /** After so long nobody waits for an answer any more. */
  timeoutMs?: number;
}

export interface Authenticator {
  /** Null when nothing came of it. Never throws. */
  check(job: AuthenticationJob): Promise<AuthenticationResult | null>;
  close(): Promise<void>;
}

const MAX_THREADS = 4;
const TIMEOUT_MS = 25_000;

interface Thread {
  worker: Worker;
  jobs: Map<number, (result: AuthenticationResult | null) => void>;
}

/** Worker threads that check where a message comes from; the one with least to do gets the next. */
export function createAuthenticator({
  resolve,
  threads,
  timeoutMs = TIMEOUT_MS,
  ...workerOptions
}: AuthenticatorOptions): Authenticator {
  const count = threads ?? Math.min(MAX_THREADS, availableParallelism());
  let lastId = 0;
  let isClosed = false;
  const pool: Thread[] = [];

  function start(): Thread {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: workerOptions });
    const thread: Thread = { worker, jobs: new Map() };
    const say = (message: ToWorker) => worker.postMessage(message);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'done') return finish(thread, message.id, message.result);
      resolve(message.name, message.type).then(
        (records) => say({ kind: 'answer', id: message.id, records }),
        (error: { code?: string }) =>
          say({ kind: 'answer', id: message.id, code: error.code ?? 'ESERVFAIL' }),
      );
    });
    // One that dies takes its jobs with it, not the process; another takes its place when there is work.
    const gone = () => {
      pool.splice(pool.indexOf(thread) >>> 0, 1);
      for (const id of thread.jobs.keys()) finish(thread, id, null);
    };
    worker.once('error', () => undefined);
    worker.once('exit', gone);
    worker.unref();
    pool.push(thread);
    return thread;
  }

  function finish(thread: Thread, id: number, result: AuthenticationResult | null): void {
    const done = thread.jobs.get(id);
    thread.jobs.delete(id);
    if (thread.jobs.size === 0) thread.worker.unref();
    done?.(result);
  }

  return {
    check(job) {
      if (isClosed) return Promise.resolve(null);
      const least = pool.reduce<Thread | null>((a, b) => (a && a.jobs.size <= b.jobs.size ? a : b), null);
      const thread = least && (least.jobs.size === 0 || pool.length >= count) ? least : start();
      const id = (lastId += 1);
      return new Promise((done) => {
        const timer = setTimeout(() => finish(thread, id, null), timeoutMs);
        thread.jobs.set(id, (result) => {
          clearTimeout(timer);
          done(result);
        });
        thread.worker.ref();
        thread.worker.postMessage({ kind: 'job', id, job } satisfies ToWorker, [
          job.bytes.buffer as ArrayBuffer,
        ]);
      });
    },
    async close() {
      isClosed = true;
      await Promise.all([...pool].map(({ worker }) => worker.terminate()));
    },
  };
}
