export { ErrorLogPage } from './components/ErrorLogPage.tsx';
