/**
 * Keeps an answer for a moment, so that asking again and again for what anybody may ask costs one question. Whoever
 * comes while it is being asked waits for the same answer; a failure is not kept.
 */
export function briefCache<T>(
  ms: number,
  load: () => Promise<T>,
  now: () => number = () => performance.now(),
): () => Promise<T> {
  let kept: { until: number; value: Promise<T> } | null = null;
  return () => {
    if (kept && now() < kept.until) return kept.value;
    const value = load();
    const mine = { until: now() + ms, value };
    kept = mine;
    value.catch(() => {
      if (kept === mine) kept = null;
    });
    return value;
  };
}
