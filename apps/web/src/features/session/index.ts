export { useGetMe, meQuery } from './api/useGetMe.ts';
export { useChooseLocale } from './api/useChooseLocale.ts';
export { useSignOut } from './api/useSignOut.ts';
export { SignInLink } from './components/SignInLink.tsx';
export { SignInPage } from './components/SignInPage.tsx';
export { canAdminister, canAdministerAny, isAdminOfEverything } from './roles.ts';
export { followSignOut } from './session-channel.ts';
