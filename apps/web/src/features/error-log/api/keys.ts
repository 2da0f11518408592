export const errorListKey = ['errors'] as const;
export const errorEntryKey = (id: string) => ['error', id] as const;
