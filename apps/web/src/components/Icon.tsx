/** Vanilla's icons that the styles include; a name that is missing there would be invisible. */
export type IconName =
  | 'book'
  | 'close'
  | 'copy'
  | 'email'
  | 'error'
  | 'help'
  | 'history'
  | 'information'
  | 'restart'
  | 'security-tick'
  | 'spinner'
  | 'statistics'
  | 'submit-bug'
  | 'success'
  | 'user'
  | 'user-group'
  | 'warning'
  | 'website';

/** Always beside words, so it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return <i className={`p-icon--${name}`} aria-hidden="true" />;
}
