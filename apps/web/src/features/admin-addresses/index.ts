export { AdminAddressesPage } from './components/AdminAddressesPage.tsx';
