import { onCallerGone } from './callers.ts';

/**
 * Runs `stop` once, on the first request to end, and then exits. Ctrl-C in a terminal may arrive twice,
 * from the terminal and from pnpm, so a second signal counts only when it comes later: then somebody is
 * impatient, and `kill` ends what is left.
 */
export function onStopSignal(
  stop: () => Promise<void>,
  kill: () => void,
  exit = (code: number) => process.exit(code),
): void {
  let askedAt: number | undefined;
  const begin = () => {
    askedAt = Date.now();
    stop().then(
      () => exit(0),
      () => exit(1),
    );
  };
  onCallerGone(() => {
    if (askedAt === undefined) begin();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (askedAt !== undefined) {
        if (Date.now() - askedAt > 1000) kill();
        return;
      }
      begin();
    });
  }
}
