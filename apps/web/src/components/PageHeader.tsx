import type { ReactNode } from 'react';
import { PageHeading } from './PageHeading.tsx';

interface Props {
  title: string;
  /** One line of help. */
  help?: ReactNode;
  actions?: ReactNode;
}

/** Top of a signed-in page: title, one line of help, primary action on the right. */
export function PageHeader({ title, help, actions }: Props) {
  return (
    <div className="page-header">
      <div>
        <PageHeading title={title} className="p-heading--3 u-no-margin--bottom">
          {title}
        </PageHeading>
        {help && <p className="u-text--muted u-no-margin--bottom">{help}</p>}
      </div>
      {actions && <div className="page-header__actions">{actions}</div>}
    </div>
  );
}
