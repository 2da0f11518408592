export const aliasesPath = 'admin/aliases';
export const aliasPath = (id: string) => `${aliasesPath}/${encodeURIComponent(id)}`;
export const aliasKey = (id: string) => [aliasesPath, 'one', id] as const;
