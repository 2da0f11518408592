export { HelpPage } from './components/HelpPage.tsx';
export { PrivacyPage } from './components/PrivacyPage.tsx';
export { StatusPage } from './components/StatusPage.tsx';
