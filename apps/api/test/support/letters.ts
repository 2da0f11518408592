import { openParams, type Proofs } from '../../src/services/proofs.ts';
import type { Product } from './product.ts';

export interface Letter {
  to: string;
  template: string;
  code: string;
  /** Of its link. */
  token: string;
  url: string;
}

/** Mails that wait to be sent, latest first, opened as the worker opens them. */
export async function lettersOf({ db, proofs }: Pick<Product, 'db'> & { proofs: Proofs }): Promise<Letter[]> {
  const rows = await db.outboxMail.findMany({ orderBy: { id: 'desc' } });
  return rows.map((row) => {
    const params = openParams(row.params, proofs) as Record<string, string>;
    const url = params['confirmUrl'] ?? params['cancelUrl'] ?? params['seenUrl'] ?? '';
    const token = url.split('#token=')[1] ?? '';
    return { to: row.toAddress, template: row.template, code: params['code'] ?? '', token, url };
  });
}
