export type { AuditField, AuditValue } from './codes.ts';
export type { KnownAction } from './actions.ts';
export { AuditPage } from './components/AuditPage.tsx';
