export { useGetMe, meQuery } from './api/useGetMe.ts';
export { updateMe } from './api/update-me.ts';
export { useChooseLocale } from './api/useChooseLocale.ts';
export { useSignOut } from './api/useSignOut.ts';
export { SignInLink } from './components/SignInLink.tsx';
export { SignInPage } from './components/SignInPage.tsx';
export { canAdminister, canAdministerAny, isAdminOfEverything } from './roles.ts';
export { announceSignOut, followSignOut, forgetMember } from './session-channel.ts';
