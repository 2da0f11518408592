import { beforeEach, describe, expect, test } from 'vitest';
import {
  aliasSchema,
  recipientChangePageSchema,
  recipientChangePreviewSchema,
  recipientChangeResultSchema,
  recipientChangeSchema,
} from '@ubuntu-aliases/shared';
import { useProduct, type Answer, type Browser } from './harness.ts';
import { lettersOf } from './support/letters.ts';

const app = useProduct();
const BEN = 'BnMrsh2';
const MINUTE = 60_000;
const DAY = 86_400_000;
const OLD = 'ben@example.com';

let ben: Browser;
let aliasId = '';
let count = 0;
/** A mailbox that nobody has asked yet. */
const fresh = () => `new${(count += 1)}@elsewhere.example`;

beforeEach(async () => {
  app.product.setClock(0);
  ben = await app.signedIn(BEN);
  aliasId = (await app.db.alias.findFirstOrThrow({ where: { localPart: 'ben-marsh' } })).id;
  await app.db.recipientChange.deleteMany();
  await app.db.attempt.deleteMany();
  await app.db.recipient.deleteMany({ where: { aliasId } });
  const now = new Date();
  await app.db.recipient.create({ data: { aliasId, address: OLD, state: 'confirmed', confirmedAt: now } });
  await app.db.outboxMail.deleteMany();
});

const ask = (address: string, more: object = {}, browser = ben) =>
  browser.post(`/api/v1/aliases/${aliasId}/recipient-changes`, { address, ...more });
const asked = async (address = fresh()) => {
  const answer = await ask(address);
  expect(answer.status).toBe(201);
  return answer.as(recipientChangeSchema);
};
const letters = () => lettersOf(app.product);
const letter = async (template: string) => {
  const found = (await letters()).find((l) => l.template === template);
  if (!found) throw new Error(`no ${template}`);
  return found;
};
const confirm = (id: string, proof: object, browser = app.browser()) =>
  browser.post(`/api/v1/recipient-changes/${id}/confirm`, proof);
const cancel = (id: string, body: object, browser = app.browser()) =>
  browser.post(`/api/v1/recipient-changes/${id}/cancel`, body);
const goesTo = async () =>
  (await app.db.recipient.findMany({ where: { aliasId }, orderBy: { id: 'asc' } })).map((r) => r.address);
const refusal = (answer: Answer) => [answer.status, answer.problem.code];
const wrongOf = (code: string, n = 1) => ((Number(code) + n) % 1_000_000).toString().padStart(6, '0');

describe('a change', () => {
  test('asks the new mailbox, tells the old one, and happens once the button is pressed', async () => {
    const address = fresh();
    const change = await asked(address);
    expect(change).toMatchObject({ aliasId, kind: 'replace', address, state: 'pending', confirmedAt: null });
    expect((await letters()).map((l) => [l.template, l.to]).sort()).toEqual([
      ['recipient-asked', OLD],
      ['recipient-confirm', address],
    ]);
    expect(await goesTo()).toEqual([OLD]);
    const shown = (await ben.get(`/api/v1/aliases/${aliasId}`)).as(aliasSchema);
    expect(shown.recipients).toMatchObject([{ state: 'confirmed' }, { id: change.id, state: 'pending' }]);
    const pending = (await ben.get(`/api/v1/aliases/${aliasId}/recipient-changes`)).as(
      recipientChangePageSchema,
    );
    expect(pending.items.map((c) => c.id)).toEqual([change.id]);

    const { token } = await letter('recipient-confirm');
    const preview = await app.browser().post(`/api/v1/recipient-changes/${change.id}/preview`, { token });
    expect(preview.as(recipientChangePreviewSchema)).toMatchObject({ action: 'confirm', address, state: 'pending' });
    expect(await goesTo()).toEqual([OLD]);
    const before = (await ben.get(`/api/v1/aliases/${aliasId}`)).header('etag');
    expect((await confirm(change.id, { token })).as(recipientChangeResultSchema)).toEqual({
      id: change.id,
      state: 'confirmed',
    });
    expect(await goesTo()).toEqual([address]);
    expect((await letter('recipient-changed')).to).toBe(address);
    const after = await ben.get(`/api/v1/aliases/${aliasId}`);
    expect(after.header('etag').split('.')[1]).not.toBe(before.split('.')[1]);
    expect(refusal(await confirm(change.id, { token }))).toEqual([409, 'recipient_change.closed']);
  }); // prettier-ignore

  test('by the code, on another device, signed in or not; not for somebody else', async () => {
    const change = await asked();
    const { code } = await letter('recipient-confirm');
    const ada = await app.signedIn('AdA7okf');
    expect(refusal(await confirm(change.id, { code }, ada))).toEqual([404, 'recipient_change.not_found']);
    expect((await confirm(change.id, { code })).status).toBe(200);
  });

  test('really goes out by mail, and nothing of link or code lies readable in the database', async () => {
    await app.sandbox.forgetMails();
    const address = fresh();
    const change = await asked(address);
    const { code, token } = await letter('recipient-confirm');
    const everything = JSON.stringify([
      await app.db.outboxMail.findMany(),
      await app.db.recipientChange.findMany(),
      await app.db.auditEntry.findMany(),
      app.product.logged,
    ]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(code);
    await app.product.runJobs();
    const [mail] = await app.sandbox.mails(address);
    expect(mail?.text).toContain(code);
    expect(mail?.text).toContain(`/recipient-changes/${change.id}/confirm#token=${token}`);
    expect(mail?.text).not.toContain(OLD);
    const [notice] = await app.sandbox.mails(OLD);
    expect(notice?.text).toContain(`/recipient-changes/${change.id}/cancel#token=`);
    expect(notice?.text).not.toContain(address);
  });

  test('expires after a day, to the second', async () => {
    const change = await asked();
    const { token, code } = await letter('recipient-confirm');
    const notice = await letter('recipient-asked');
    app.product.setClock(DAY);
    expect(refusal(await confirm(change.id, { token }))).toEqual([410, 'recipient_change.expired']);
    expect(refusal(await confirm(change.id, { code }))).toEqual([410, 'recipient_change.expired']);
    expect(refusal(await cancel(change.id, { token: notice.token }))).toEqual([410, 'recipient_change.expired']);
    expect(await goesTo()).toEqual([OLD]);
    expect((await ben.get(`/api/v1/recipient-changes/${change.id}`)).json).toMatchObject({ state: 'expired' });
    expect((await ben.get(`/api/v1/aliases/${aliasId}`)).as(aliasSchema).recipients).toHaveLength(1);
  }); // prettier-ignore

  test('of ten confirmations at once one does it', async () => {
    const change = await asked();
    const { token, code } = await letter('recipient-confirm');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => confirm(change.id, n % 2 ? { token } : { code })),
    );
    expect(answers.map((a) => a.status).sort()).toEqual([200, ...Array<number>(9).fill(409)]);
    expect(await goesTo()).toHaveLength(1);
    expect((await letters()).filter((l) => l.template === 'recipient-changed')).toHaveLength(1);
  });

  test('a newer request replaces the older one', async () => {
    const first = await asked();
    const old = await letter('recipient-confirm');
    const second = await asked();
    expect(refusal(await confirm(first.id, { token: old.token }))).toEqual([409, 'recipient_change.closed']);
    expect(refusal(await confirm(second.id, { token: old.token }))).toEqual([403, 'recipient_change.proof_invalid']);
    expect(refusal(await confirm(second.id, { code: old.code === (await letter('recipient-confirm')).code ? '' : old.code })).at(0)).not.toBe(200);
    expect((await confirm(second.id, { token: (await letter('recipient-confirm')).token })).status).toBe(200);
  }); // prettier-ignore

  test('many requests at once leave one pending', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(fresh())));
    expect(answers.map((a) => a.status)).toEqual([201, 201, 201, 201]);
    expect(await app.db.recipientChange.count({ where: { aliasId, state: 'pending' } })).toBe(1);
  });
});

describe('a fresh sign-in', () => {
  test('is needed, and a forged one is none', async () => {
    app.product.setClock(10 * MINUTE);
    expect(refusal(await ask(fresh()))).toEqual([403, 'auth.stale']);
    const forged = { 'x-signed-in-at': new Date().toISOString(), 'if-match': '*' };
    const answer = await ben.send('POST', `/api/v1/aliases/${aliasId}/recipient-changes`, {
      json: { address: fresh() },
      headers: forged,
    });
    expect(refusal(answer)).toEqual([403, 'auth.stale']);
    // Use keeps a session alive, and makes no new sign-in of it.
    await ben.get('/api/v1/me');
    expect(refusal(await ask(fresh()))).toEqual([403, 'auth.stale']);
    app.product.setClock(0);
    await ben.signIn(BEN);
    expect((await ask(fresh())).status).toBe(201);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', ' ', 422, 'alias.recipient_invalid'],
    ['no address', 'ben', 422, 'alias.recipient_invalid'],
    ['a header behind it', 'a@b.example\r\nBcc: x@y.example', 422, 'alias.recipient_invalid'],
    ['two addresses', 'a@b.example,c@d.example', 422, 'alias.recipient_invalid'],
    ['a quoted one', '"a b"@c.example', 422, 'alias.recipient_invalid'],
    ['a display name', 'Ben <ben@new.example>', 422, 'alias.recipient_invalid'],
    ['65 octets before the at-sign', `${'a'.repeat(65)}@b.example`, 422, 'alias.recipient_invalid'],
    ['255 octets', `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example.org`.padEnd(256, 'x'), 422, 'alias.recipient_invalid'],
    ['an IP address', 'a@127.0.0.1', 422, 'alias.recipient_invalid'],
    ['a zero', 'a\0@b.example', 422, 'alias.recipient_invalid'],
    ['the same', OLD, 422, 'alias.recipient_unchanged'],
    ['the same in capitals', 'BEN@EXAMPLE.COM.', 422, 'alias.recipient_unchanged'],
    ['a managed domain', 'x@ubuntu.com', 422, 'alias.recipient_loop'],
    ['in capitals', 'x@KUBUNTU.org', 422, 'alias.recipient_loop'],
    ['with a dot', 'x@ubuntu.com.', 422, 'alias.recipient_loop'],
    ['in full-width letters', 'x@ｕｂｕｎｔｕ．com', 422, 'alias.recipient_loop'],
    ['with an ideographic dot', 'x@ubuntu。com', 422, 'alias.recipient_loop'],
    ['with a soft hyphen', 'x@ubun\u00adtu.com', 422, 'alias.recipient_loop'],
    ['as a sub-address', 'ben-marsh+x@ubuntu.com', 422, 'alias.recipient_loop'],
    ['of another of our domains', 'x@lubuntu.me', 422, 'alias.recipient_loop'],
  ])('%s', async (_, address, status, code) => {
    expect(refusal(await ask(address))).toEqual([status, code]);
    expect(await app.db.recipientChange.count()).toBe(0);
    expect(await letters()).toEqual([]);
  }); // prettier-ignore

  test('bad bodies, signed out, somebody else’s, nobody’s', async () => {
    for (const body of [{}, { address: 1 }, { address: '' }, { address: 'a@b.example', x: 1 }, { address: 'a@b.example', replaces: 'x' }, { address: 'a'.repeat(2000) }])
      expect(refusal(await ben.post(`/api/v1/aliases/${aliasId}/recipient-changes`, body))).toEqual([400, 'request.invalid']);
    expect(refusal(await ask(fresh(), {}, app.browser()))).toEqual([401, 'auth.required']);
    const ada = await app.signedIn('AdA7okf');
    expect(refusal(await ask(fresh(), {}, ada))).toEqual([404, 'alias.not_found']);
    expect(refusal(await ada.get(`/api/v1/aliases/${aliasId}/recipient-changes`))).toEqual([404, 'alias.not_found']);
    const change = await asked();
    expect(refusal(await ada.get(`/api/v1/recipient-changes/${change.id}`))).toEqual([404, 'recipient_change.not_found']);
    expect(refusal(await cancel(change.id, {}, ada))).toEqual([404, 'recipient_change.not_found']);
    expect(refusal(await cancel(change.id, {}))).toEqual([401, 'auth.required']);
    for (const token of ['', 'x', 'x'.repeat(43), (await letter('recipient-asked')).token])
      expect(refusal(await confirm(change.id, { token }))).toEqual([403, 'recipient_change.proof_invalid']);
    expect(refusal(await cancel(change.id, { token: (await letter('recipient-confirm')).token }))).toEqual([403, 'recipient_change.proof_invalid']);
    for (const proof of [{}, { code: '12345' }, { code: '1234567' }, { code: '12345a' }, { token: 'x', code: '123456' }, { token: null }])
      expect(refusal(await confirm(change.id, proof))).toEqual([400, 'request.invalid']);
    expect(refusal(await confirm('01890000-0000-7000-8000-000000000000', { code: '123456' }))).toEqual([404, 'recipient_change.not_found']);
    expect(refusal(await ask(fresh(), { replaces: change.id }))).toEqual([404, 'recipient.not_found']);
    expect(await goesTo()).toEqual([OLD]);
  }); // prettier-ignore

  test('a domain that became ours while the link was on its way', async () => {
    const change = await asked('a@soon-ours.example');
    const { token } = await letter('recipient-confirm');
    const row = {
      name: 'soon-ours.example',
      team: 't',
      title: 'T',
      accent: '#123abc',
      ownershipToken: 'soon',
    };
    await app.db.domain.create({ data: row });
    expect(refusal(await confirm(change.id, { token }))).toEqual([422, 'alias.recipient_loop']);
    await app.db.domain.delete({ where: { name: row.name } });
    expect((await confirm(change.id, { token })).status).toBe(200);
  });

  test('an international domain is kept in its ASCII form', async () => {
    expect(await asked('a@bücher.example')).toMatchObject({ address: 'a@xn--bcher-kva.example' });
  });
});

describe('guessing', () => {
  test('ends after fifteen wrong tries a day, whatever is asked anew, one after another or at once', async () => {
    let change = await asked();
    let { code } = await letter('recipient-confirm');
    for (let n = 1; n <= 8; n += 1)
      expect(refusal(await confirm(change.id, { code: wrongOf(code, n) }))).toEqual([403, 'recipient_change.proof_invalid']);
    change = await asked();
    ({ code } = await letter('recipient-confirm'));
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => confirm(change.id, { code: wrongOf(code, n + 1) }, n % 2 ? ben : app.browser())));
    expect(answers.filter((a) => a.status === 403)).toHaveLength(7);
    const last = await confirm(change.id, { code });
    expect(refusal(last)).toEqual([429, 'request.rate_limited']);
    expect(Number(last.header('retry-after'))).toBeGreaterThan(80_000);
    // The link is no guess.
    expect((await confirm(change.id, { token: (await letter('recipient-confirm')).token })).status).toBe(200);
  }); // prettier-ignore

  test('counts for the mailbox as well, whoever asks', async () => {
    const address = fresh();
    const change = await asked(address);
    const { code } = await letter('recipient-confirm');
    for (let n = 1; n <= 15; n += 1) await confirm(change.id, { code: wrongOf(code, n) });
    await app.db.attempt.updateMany({ data: { memberId: null } });
    expect(refusal(await confirm(change.id, { code }))).toEqual([429, 'request.rate_limited']);
    await asked(fresh());
    const other = await letter('recipient-confirm');
    const next = await app.db.recipientChange.findFirstOrThrow({ where: { state: 'pending' } });
    expect((await confirm(next.id, { code: other.code })).status).toBe(200);
  });

  test('five requests a day, of a person and of a mailbox, also at once; then again', async () => {
    const strict = await app.another({ env: { RATE_LIMIT_FACTOR: '1' } });
    await app.db.rateLimit.deleteMany();
    const browser = strict.browser();
    await browser.signIn(BEN);
    const answers = await Promise.all(Array.from({ length: 9 }, () => ask(fresh(), {}, browser)));
    expect(answers.map((a) => a.status).sort()).toEqual([201, 201, 201, 201, 201, 429, 429, 429, 429]);
    await app.db.attempt.updateMany({ data: { at: new Date(Date.now() - DAY - 1000) } });
    expect((await ask(fresh(), {}, browser)).status).toBe(201);
    const address = fresh();
    await app.db.attempt.deleteMany();
    for (let n = 0; n < 5; n += 1) await ask(address, {}, browser);
    await app.db.attempt.updateMany({ data: { memberId: null } });
    expect(refusal(await ask(address.toUpperCase(), {}, browser))).toEqual([429, 'request.rate_limited']);
    expect((await ask(fresh(), {}, browser)).status).toBe(201);
  });
});

describe('the old mailbox', () => {
  test('cancels before it happens: sessions end, nothing new for a day', async () => {
    const change = await asked();
    const { token } = await letter('recipient-asked');
    const link = await letter('recipient-confirm');
    const preview = await app.browser().post(`/api/v1/recipient-changes/${change.id}/preview`, { token });
    expect(preview.as(recipientChangePreviewSchema)).toMatchObject({ action: 'cancel', address: expect.stringContaining('…') });
    expect((await cancel(change.id, { token })).json).toEqual({ id: change.id, state: 'cancelled' });
    expect((await ben.get('/api/v1/me')).status).toBe(401);
    expect(refusal(await confirm(change.id, { token: link.token }))).toEqual([409, 'recipient_change.closed']);
    expect(refusal(await cancel(change.id, { token }))).toEqual([409, 'recipient_change.closed']);
    await ben.signIn(BEN);
    const blocked = await ask(fresh());
    expect(refusal(blocked)).toEqual([409, 'recipient_change.blocked']);
    expect(Date.parse(String(blocked.problem.details?.['until']))).toBeGreaterThan(Date.now() + DAY - MINUTE);
    await app.db.recipientChange.updateMany({ data: { takenBackAt: new Date(Date.now() - DAY - 1) } });
    expect((await ask(fresh())).status).toBe(201);
  }); // prettier-ignore

  test('undoes it for seven days after, whatever came later', async () => {
    const first = await asked();
    const notice = await letter('recipient-asked');
    await confirm(first.id, { token: (await letter('recipient-confirm')).token });
    const second = await asked();
    const secondNotice = await letter('recipient-asked');
    await confirm(second.id, { token: (await letter('recipient-confirm')).token });
    const third = await asked();
    const thirdLink = await letter('recipient-confirm');
    app.product.setClock(7 * DAY - MINUTE);
    expect((await cancel(first.id, { token: notice.token })).json).toEqual({ id: first.id, state: 'undone' });
    expect(await goesTo()).toEqual([OLD]);
    expect(refusal(await cancel(second.id, { token: secondNotice.token }))).toEqual([409, 'recipient_change.closed']);
    expect(refusal(await confirm(third.id, { token: thirdLink.token }))).toEqual([409, 'recipient_change.closed']);
    expect(await app.db.session.count({ where: { member: { launchpadName: 'ben-marsh' } } })).toBe(0);
  }); // prettier-ignore

  test('not after seven days, not twice at once', async () => {
    const change = await asked();
    const { token } = await letter('recipient-asked');
    await confirm(change.id, { token: (await letter('recipient-confirm')).token });
    app.product.setClock(7 * DAY + MINUTE);
    expect(refusal(await cancel(change.id, { token }))).toEqual([410, 'recipient_change.expired']);
    app.product.setClock(0);
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel(change.id, { token })));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await goesTo()).toEqual([OLD]);
  });

  test('stops a newer request by the notice to an older one', async () => {
    const first = await asked();
    const { token } = await letter('recipient-asked');
    const second = await asked();
    expect((await cancel(first.id, { token })).status).toBe(200);
    const row = await app.db.recipientChange.findUniqueOrThrow({ where: { id: second.id } });
    expect(row.state).toBe('cancelled');
  });

  test('confirming and cancelling at once: one of them is the last word', async () => {
    const change = await asked();
    const [link, notice] = [await letter('recipient-confirm'), await letter('recipient-asked')];
    await Promise.all([
      confirm(change.id, { token: link.token }),
      cancel(change.id, { token: notice.token }),
    ]);
    const row = await app.db.recipientChange.findUniqueOrThrow({ where: { id: change.id } });
    expect(['cancelled', 'undone']).toContain(row.state);
    expect(await goesTo()).toEqual([OLD]);
  });

  test('its owner, signed in, takes back what is pending, and that is all', async () => {
    const change = await asked();
    expect((await cancel(change.id, {}, ben)).json).toEqual({ id: change.id, state: 'cancelled' });
    expect((await ben.get('/api/v1/me')).status).toBe(200);
    expect((await ask(fresh())).status).toBe(201);
  });
});

describe('several recipients', () => {
  const setMax = (maxRecipients: number) =>
    app.db.domain.updateMany({ data: { settings: { maxRecipients } } });
  const remove = (
    recipientId: string,
    headers: Record<string, string> = { 'if-match': '*' },
    browser = ben,
  ) => browser.send('DELETE', `/api/v1/aliases/${aliasId}/recipients/${recipientId}`, { headers });

  test('are added, confirmed and taken away one by one; the last stays', async () => {
    expect((await asked()).kind).toBe('replace');
    await setMax(3);
    const [second, third] = [fresh(), fresh()];
    for (const address of [second, third]) {
      const change = await asked(address);
      expect(change.kind).toBe('add');
      await confirm(change.id, { token: (await letter('recipient-confirm')).token });
    }
    expect(await goesTo()).toEqual([OLD, second, third]);
    expect(refusal(await ask(fresh()))).toEqual([422, 'alias.recipient_limit']);
    const { recipients } = (await ben.get(`/api/v1/aliases/${aliasId}`)).as(aliasSchema);
    const replaced = await ask(fresh(), { replaces: recipients[2]?.id });
    expect(replaced.as(recipientChangeSchema).kind).toBe('replace');

    const [first, other, last] = recipients.map((r) => r.id);
    expect(refusal(await remove(first ?? '', {}))).toEqual([428, 'request.precondition_required']);
    expect(refusal(await remove(first ?? '', { 'if-match': '"x"' }))).toEqual([412, 'request.precondition_failed']);
    expect(refusal(await remove(first ?? '', { 'if-match': '*' }, app.browser()))).toEqual([401, 'auth.required']);
    await app.db.outboxMail.deleteMany();
    expect((await remove(first ?? '')).as(aliasSchema).recipients).toHaveLength(2);
    const notices = (await letters()).filter((l) => l.template === 'recipient-removed');
    expect(notices.map((n) => n.to).sort()).toEqual([OLD, second, third].sort());
    expect((await remove(other ?? '')).status).toBe(200);
    expect(refusal(await remove(last ?? ''))).toEqual([409, 'alias.recipient_last']);
    expect(refusal(await remove(first ?? ''))).toEqual([404, 'recipient.not_found']);
    app.product.setClock(11 * MINUTE);
    expect(refusal(await remove(last ?? ''))).toEqual([403, 'auth.stale']);
    app.product.setClock(0);
    // The mailbox that went brings everything back.
    const [change] = await app.db.recipientChange.findMany({ where: { kind: 'remove' }, orderBy: { id: 'asc' } });
    const mine = notices.find((n) => n.to === OLD);
    expect((await cancel(change?.id ?? '', { token: mine?.token })).json).toMatchObject({ state: 'undone' });
    expect(await goesTo()).toEqual([OLD, second, third]);
    await setMax(1);
  }); // prettier-ignore

  test('two confirmations at once never make more than are allowed', async () => {
    await setMax(2);
    const change = await asked();
    const { token } = await letter('recipient-confirm');
    await app.db.recipient.create({ data: { aliasId, address: 'x@other.example', state: 'confirmed', confirmedAt: new Date() } });
    expect(refusal(await confirm(change.id, { token }))).toEqual([422, 'alias.recipient_limit']);
    await setMax(1);
  }); // prettier-ignore
});

test('an alias without a recipient gets its first one the same way, the e-mail of the sign-in is told', async () => {
  await app.db.recipient.deleteMany({ where: { aliasId } });
  const address = fresh();
  const change = await asked(address);
  expect(change.kind).toBe('add');
  expect((await letters()).map((l) => l.to).sort()).toEqual([OLD, address].sort());
  await confirm(change.id, { token: (await letter('recipient-confirm')).token });
  expect(await goesTo()).toEqual([address]);
  const notice = (await letters()).find((l) => l.template === 'recipient-asked');
  expect((await cancel(change.id, { token: notice?.token })).json).toMatchObject({ state: 'undone' });
  expect(await goesTo()).toEqual([]);
});
