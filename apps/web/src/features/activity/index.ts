export { ActivityPage } from './components/ActivityPage.tsx';
export type { Action } from './actions.ts';
