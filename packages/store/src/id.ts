import { v7 } from 'uuid';

/** UUID version 7 (RFC 9562 §5.7): sorts by time, which keyset paging relies on. */
export const newId = (): string => v7();
