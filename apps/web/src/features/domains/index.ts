export { DomainPage } from './components/DomainPage.tsx';
export { DomainsPage } from './components/DomainsPage.tsx';
