export { CancelPage, ConfirmPage } from './components/RecipientChangePage.tsx';
export { TestSeenPage } from './components/TestSeenPage.tsx';
