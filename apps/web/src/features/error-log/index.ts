export { ErrorLogPage } from './components/ErrorLogPage.tsx';
export type { EntryTopic } from './entry-topic.ts';
