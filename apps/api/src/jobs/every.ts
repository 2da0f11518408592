export interface RunningJob {
  /** Ends when the run under way has ended. */
  stop(): Promise<void>;
}

/**
 * Runs `work` again and again with `ms` between the end of one run and the start of the next. A run that
 * fails is reported and tried again: the database may be restarting. `work` says true when there may be more to
 * do at once.
 */
export function every(
  ms: number,
  work: () => Promise<boolean | void>,
  report: (error: unknown) => Promise<void>,
): RunningJob {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let failures = 0;
  let running: Promise<void> = Promise.resolve();

  const run = async () => {
    let hasMore: boolean | void = false;
    try {
      hasMore = await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      await report(error);
    }
    if (isStopped) return;
    const delay = hasMore ? 0 : ms * Math.min(2 ** failures, 30);
    timer = setTimeout(() => (running = run()), delay);
  };
  timer = setTimeout(() => (running = run()), 0);

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
