export interface MxRecord {
  preference: number;
  /** Lower case; '' is a null MX: no mail is taken (RFC 7505). */
  exchange: string;
}

export interface TlsaRecord {
  usage: number;
  selector: number;
  matchingType: number;
  certificate: Buffer;
}

interface Records {
  A: string;
  AAAA: string;
  CNAME: string;
  MX: MxRecord;
  NS: string;
  PTR: string;
  TLSA: TlsaRecord;
  TXT: string;
}

export type RecordType = keyof Records;
export type RecordOf<T extends RecordType> = Records[T];

export type DnsUnknownReason =
  | 'timeout'
  | 'server_failure'
  | 'refused'
  | 'malformed'
  /** The server sent us to others in place of answering: it is no resolver. */
  | 'referral'
  | 'alias_loop'
  | 'unreachable';

/** See README.md: `none` is definite, `unknown` is no answer at all. */
export type DnsAnswer<T extends RecordType> =
  | {
      state: 'ok';
      records: RecordOf<T>[];
      /** Seconds. */
      ttl: number;
      /** Names that aliases led over, the last one holding the records. */
      through: string[];
      /** The server says that it validated this (AD). */
      isAuthentic: boolean;
    }
  | { state: 'none'; reason: 'no_name' | 'no_data'; through: string[]; isAuthentic: boolean }
  | { state: 'unknown'; reason: DnsUnknownReason };

export interface DnsResolver {
  /** Never throws; an aborted question is `unknown`, `timeout`. */
  query<T extends RecordType>(
    name: string,
    type: T,
    options?: { signal?: AbortSignal },
  ): Promise<DnsAnswer<T>>;
}
