/**
 * The same server under another name: another origin to everybody who compares origins. Whoever
 * follows a link there gets a good answer, and the request list shows that they did.
 */
export function elsewhere(origin: string, pathAndQuery: string): string {
  const url = new URL(origin);
  return `http://localhost:${url.port}/elsewhere${pathAndQuery}`;
}
