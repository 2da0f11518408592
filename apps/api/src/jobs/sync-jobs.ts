/** What a worker does for the membership sync; each says true when there may be more to do at once. */
export interface SyncJobs {
  /** Takes a run that waits, or one whose worker died, and does it. */
  runNext(signal: AbortSignal): Promise<boolean>;
  /** Verifies a few of the members whose turn it is. */
  trickle(signal: AbortSignal): Promise<boolean>;
}
