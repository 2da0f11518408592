import { watch } from 'node:fs';
import path from 'node:path';
import { top } from './top.ts';

/** Calls back once after a change of a TypeScript file in the folders, however many files an editor touches. */
export function onSourceChange(folders: string[], changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(path.join(top, folder), { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('generated')) return;
      clearTimeout(timer);
      timer = setTimeout(changed, 200);
    }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
