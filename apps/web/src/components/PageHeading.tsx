import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from '../i18n/useTranslation.ts';

let firstHeading: HTMLElement | null = null;

interface Props {
  children: ReactNode;
  /** For the browser's tab. */
  title: string;
  className?: string;
}

/** The one h1 of a page. Takes the focus when a navigation brought the reader here, never on the first load. */
export function PageHeading({ children, title, className }: Props) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.page_title', { title });
  }, [t, title]);
  useEffect(() => {
    firstHeading ??= heading.current;
    if (heading.current !== firstHeading) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  );
}
