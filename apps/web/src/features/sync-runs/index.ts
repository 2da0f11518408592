export { SyncPage } from './components/SyncPage.tsx';
export { SyncRunPage } from './components/SyncRunPage.tsx';
export type { Detail, Reason } from './words.ts';
