export { AddressesPage } from './components/AddressesPage.tsx';
