import { createHash, X509Certificate } from 'node:crypto';
import type { DetailedPeerCertificate } from 'node:tls';
import type { TlsaRecord } from '@ubuntu-aliases/dns';

/** Whether a certificate is the one that DNS names (RFC 6698, as RFC 7672 narrows it for mail). Pure. */

const TRUST_ANCHOR = 2;
const THIS_ONE = 3;

/** Usages 0 and 1 ask for a public authority too and are not used for mail (RFC 7672 §3.1.3). */
export const isUsable = ({ usage, selector, matchingType }: TlsaRecord) =>
  (usage === TRUST_ANCHOR || usage === THIS_ONE) && selector <= 1 && matchingType <= 2;

function isNamed(certificate: X509Certificate, { selector, matchingType, certificate: named }: TlsaRecord) {
  const whole =
    selector === 0 ? certificate.raw : certificate.publicKey.export({ type: 'spki', format: 'der' });
  if (matchingType === 0) return whole.equals(named);
  return createHash(matchingType === 1 ? 'sha256' : 'sha512')
    .update(whole)
    .digest()
    .equals(named);
}

/** `chain`: the server's own first, each signed by the next. */
export function isProvenByTlsa(
  chain: readonly X509Certificate[],
  records: readonly TlsaRecord[],
  names: readonly string[],
  now: Date,
): boolean {
  const [own] = chain;
  if (!own) return false;
  const usable = records.filter(isUsable);
  // They want TLS and name nothing that we could check (RFC 7672 §2.2).
  if (usable.length === 0) return true;
  // Its own certificate: neither names nor dates count (§3.1.1).
  if (usable.some((record) => record.usage === THIS_ONE && isNamed(own, record))) return true;
  const isValid = ({ validFromDate, validToDate }: X509Certificate) =>
    validFromDate <= now && now <= validToDate;
  if (!isValid(own) || !names.some((name) => own.checkHost(name) !== undefined)) return false;
  const anchors = usable.filter(({ usage }) => usage === TRUST_ANCHOR);
  for (const [n, certificate] of chain.entries()) {
    const child = chain[n - 1];
    if (child) {
      const isIssuer =
        certificate.ca && child.checkIssued(certificate) && child.verify(certificate.publicKey);
      if (!isIssuer || !isValid(certificate)) return false;
    }
    if (n > 0 && anchors.some((record) => isNamed(certificate, record))) return true;
  }
  return false;
}

/** What a server showed, as a chain; a root names itself as its issuer. */
export function chainOf(peer: DetailedPeerCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  const seen = new Set<DetailedPeerCertificate>();
  // `issuerCertificate` is not there at the end of a chain that leads nowhere.
  let next: DetailedPeerCertificate | undefined = peer;
  while (next?.raw && !seen.has(next) && chain.length < 10) {
    seen.add(next);
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate as DetailedPeerCertificate | undefined;
  }
  return chain;
}
