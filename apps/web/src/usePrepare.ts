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
