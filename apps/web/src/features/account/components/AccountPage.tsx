import { PageHeader } from '../../../components/PageHeader.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { useGetMe } from '../../session/index.ts';
import { Leave } from './Leave.tsx';
import { MyData } from './MyData.tsx';
import { Profile } from './Profile.tsx';
import { Sessions } from './Sessions.tsx';
import { Settings } from './Settings.tsx';

export function AccountPage() {
  const { t } = useTranslation();
  const { member } = useGetMe();
  if (!member) return null;
  return (
    <>
      <PageHeader title={t('account.title')} help={t('account.help')} />
      <Profile member={member} />
      <Settings member={member} />
      <Sessions />
      <MyData />
      <Leave member={member} />
    </>
  );
}
