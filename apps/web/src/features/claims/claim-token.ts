const keyOf = (claimId: string) => `claim ${claimId}`;

/**
 * The token out of the link's fragment, kept for this tab: signing in leads away and back, and the address is clean for
 * whoever it is shown or sent to.
 */
export function takeToken(claimId: string): string | null {
  const given = window.location.hash.slice(1);
  if (given) window.history.replaceState(window.history.state, '', window.location.pathname);
  try {
    if (given) sessionStorage.setItem(keyOf(claimId), given);
    return given || sessionStorage.getItem(keyOf(claimId));
  } catch {
    // No storage: the link in the mail is opened again after signing in.
    return given || null;
  }
}

export function forgetToken(claimId: string): void {
  try {
    sessionStorage.removeItem(keyOf(claimId));
  } catch {
    // Nothing was kept.
  }
}
