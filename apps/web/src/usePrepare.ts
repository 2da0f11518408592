import { useEffect } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';

interface Preparable {
  prepare: (client: QueryClient) => Promise<void>;
}

/** For a link to a page: pointed at or focused, it is probably followed. What fails now is tried again then. */
export function usePrepare() {
  const client = useQueryClient();
  return (page: Preparable) => {
    const prepare = () => void page.prepare(client).catch(() => undefined);
    return { onPointerEnter: prepare, onFocus: prepare };
  };
}

/** Scripts and words of the pages that are likely next, once the browser has nothing else to do: a click then waits for data alone. */
export function useBringWhenIdle(pages: readonly { bring: () => Promise<unknown> }[]) {
  useEffect(() => {
    if (!('requestIdleCallback' in window)) return;
    const bring = () => void Promise.allSettled(pages.map((page) => page.bring()));
    const handle = window.requestIdleCallback(bring, { timeout: 5_000 });
    return () => window.cancelIdleCallback(handle);
  }, [pages]);
}
