/** Vanilla's icons that the styles include; a name that is missing there would be invisible. */
export type IconName =
  | 'close'
  | 'copy'
  | 'email'
  | 'error'
  | 'help'
  | 'history'
  | 'information'
  | 'security-tick'
  | 'spinner'
  | 'submit-bug'
  | 'success'
  | 'user'
  | 'warning';

/** Always beside words, so it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return <i className={`p-icon--${name}`} aria-hidden="true" />;
}
