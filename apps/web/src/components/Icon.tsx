/** Vanilla's icons that the styles include; a name that is missing there would be invisible. */
export type IconName =
  | 'close' | 'copy' | 'email' | 'error' | 'error-grey' | 'external-link' | 'information' | 'menu' | 'search'
  | 'security-tick' | 'spinner' | 'submit-bug' | 'success' | 'timed-out-grey' | 'user' | 'warning'; // prettier-ignore

/** Always beside words, so it says nothing by itself. */
export function Icon({ name }: { name: IconName }) {
  return <i className={`p-icon--${name}`} aria-hidden="true" />;
}
