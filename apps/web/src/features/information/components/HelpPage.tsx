import { Link } from 'react-router';
import { PageHeading } from '../../../components/PageHeading.tsx';
import { Rich } from '../../../components/Rich.tsx';
import { useTranslation } from '../../../i18n/useTranslation.ts';
import { launchpadLinks, paths } from '../../../paths.ts';

const QUESTIONS = [
  'who',
  'start',
  'name',
  'coc',
  'waiting',
  'send',
  'mailbox',
  'leave',
  'rename',
  'wrong',
] as const;

export function HelpPage() {
  const { t } = useTranslation();
  const tags = {
    coc: (words: string) => <a href={launchpadLinks.codeOfConduct}>{words}</a>,
    ubuntuone: (words: string) => <a href={launchpadLinks.ubuntuOne}>{words}</a>,
    addresses: (words: string) => <Link to={paths.addresses}>{words}</Link>,
    eligibility: (words: string) => <Link to={paths.eligibility}>{words}</Link>,
    status: (words: string) => <Link to={paths.status}>{words}</Link>,
  };
  return (
    <>
      <PageHeading title={t('help.title')}>{t('help.title')}</PageHeading>
      <dl className="terms">
        {QUESTIONS.map((question) => (
          <div key={question}>
            <dt>{t(`help.${question}`)}</dt>
            <dd>
              <Rich text={t(`help.${question}.text`)} tags={tags} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
