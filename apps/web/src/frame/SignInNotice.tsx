import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Notification } from '../components/Notification.tsx';
import { useGetMe } from '../features/session/index.ts';
import { useTranslation } from '../i18n/useTranslation.ts';

const NOTICES = [
  'auth.assertion_invalid',
  'auth.cancelled',
  'auth.profile_incomplete',
  'auth.provider_unavailable',
  'auth.required',
  'launchpad.unavailable',
  'member.left',
  'request.rate_limited',
] as const;
type Notice = (typeof NOTICES)[number];

const CALM: readonly Notice[] = ['auth.cancelled', 'auth.required', 'launchpad.unavailable', 'member.left'];

/** How sign-in ended, told once: the code leaves the address, so that a reload or a shared link is clean. */
export function SignInNotice() {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const [shown, setShown] = useState<Notice | null>(null);
  const [seen, setSeen] = useState<string | null>(null);
  const code = params.get('notice');
  // Until it is known who reads, the frame may be another one in a moment, which has to tell it then.
  const { isPending } = useGetMe();
  if (code !== seen) {
    setSeen(code);
    if (code !== null) setShown(NOTICES.find((notice) => notice === code) ?? null);
  }
  useEffect(() => {
    if (code === null || isPending) return;
    setParams(
      (before) => {
        before.delete('notice');
        return before;
      },
      { replace: true },
    );
  }, [code, isPending, setParams]);
  if (shown === null) return null;
  return (
    <Notification
      severity={CALM.includes(shown) ? 'information' : 'caution'}
      role="alert"
      title={t(`notice.${shown}.title`)}
      onDismiss={() => setShown(null)}
    >
      {t(`notice.${shown}.text`)}
    </Notification>
  );
}
