/** Where most mailboxes are. */
const COMMON = [
  ...['gmail.com', 'googlemail.com', 'yahoo.com', 'outlook.com', 'hotmail.com', 'icloud.com', 'proton.me'],
  ...['protonmail.com', 'fastmail.com', 'posteo.de', 'mailbox.org', 'live.com', 'aol.com', 'naver.com'],
  ...['hanmail.net', 'daum.net', 'kakao.com', 'nate.com', 'zoho.com', 'riseup.net', 'disroot.org'],
];
/** Close to one of those, and real. */
const REAL = ['mail.com', 'email.com', 'ymail.com', 'gmx.com', 'hotmail.co.uk', 'yahoo.co.kr', 'live.co.uk'];

/** How many letters are wrong, missing, too many or swapped (optimal string alignment). */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (older[j - 2] ?? 0) + 1);
      row.push(best);
    }
    older = before;
    before = row;
  }
  return before[b.length] ?? 0;
}

/** `mira@gmial.com` was probably meant to be `mira@gmail.com`. A guess to offer, never to force. */
export function suggestAddress(typed: string): string | null {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();
  // Short domains are close to too many others.
  if (at < 1 || domain.length < 7 || COMMON.includes(domain) || REAL.includes(domain)) return null;
  const [best] = COMMON.map((common) => ({ common, wrong: distance(domain, common) }))
    .filter(({ common, wrong }) => wrong <= (common.length < 10 ? 1 : 2))
    .sort((a, b) => a.wrong - b.wrong);
  return best ? `${text.slice(0, at)}@${best.common}` : null;
}
