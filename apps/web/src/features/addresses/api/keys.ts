export const aliasesKey = ['aliases'] as const;
export const aliasKey = (id: string) => ['alias', id] as const;
export const changeKey = (id: string) => ['recipient-change', id] as const;
export const testMessageKey = (id: string) => ['test-message', id] as const;
export const mailCountsKey = (id: string) => ['mail-counts', id] as const;
