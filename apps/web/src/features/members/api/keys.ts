export const memberListKey = ['members'] as const;
export const memberKey = (id: string) => ['member', id] as const;
export const memberPath = (id: string, rest = '') => `admin/members/${encodeURIComponent(id)}${rest}`;
