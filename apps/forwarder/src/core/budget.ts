/** Bytes of messages in flight, all connections together; above it a message is told to come back. */
export interface MemoryBudget {
  readonly used: number;
  take(bytes: number): boolean;
  give(bytes: number): void;
}

export function createMemoryBudget(limit: number): MemoryBudget {
  let used = 0;
  return {
    get used() {
      return used;
    },
    take(bytes) {
      if (used + bytes > limit) return false;
      used += bytes;
      return true;
    },
    give(bytes) {
      used -= bytes;
    },
  };
}
