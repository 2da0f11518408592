/** Lets so many run at once, the others wait in line; leaving the line is a matter of the signal. */
export type Limiter = <T>(signal: AbortSignal, run: () => Promise<T>) => Promise<T>;

export function createLimiter(maxAtOnce: number): Limiter {
  let running = 0;
  const line = new Set<() => void>();

  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (running < maxAtOnce) {
        running += 1;
        return resolve();
      }
      const onAbort = () => {
        line.delete(onTurn);
        reject(signal.reason);
      };
      // The place of the one who leaves is handed over, so `running` stays as it is.
      const onTurn = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      line.add(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });

  const leave = () => {
    const [next] = line;
    if (next) {
      line.delete(next);
      next();
    } else {
      running -= 1;
    }
  };

  return async (signal, run) => {
    await enter(signal);
    try {
      return await run();
    } finally {
      leave();
    }
  };
}
