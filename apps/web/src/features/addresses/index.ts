export { AddressesPage } from './components/AddressesPage.tsx';
export { prefetch } from './prefetch.ts';
