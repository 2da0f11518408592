export { MemberPage } from './components/MemberPage.tsx';
export { MembersPage } from './components/MembersPage.tsx';
