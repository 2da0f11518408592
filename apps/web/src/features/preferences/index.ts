export { LanguageField } from './components/LanguageField.tsx';
export { ThemeField } from './components/ThemeField.tsx';
