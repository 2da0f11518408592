import path from 'node:path';

/** The repository's top folder, wherever a script is called from. */
export const top = path.resolve(import.meta.dirname, '../..');
