import { describe, expect, test } from 'vitest';
import { planCheck } from './domain-check-plan.ts';
import { judgeDomain, type DomainAnswers, type ExpectedMail, type Found } from './domain-records.ts';

const TOKEN = 'a1b2';
const PROOF = `ubuntu-aliases-verification=${TOKEN}`;
const texts = (...records: string[]): Found<string> => ({ state: 'ok', records });
const none: Found<never> = { state: 'none', reason: 'no_data', through: [] };
const unknown: Found<never> = { state: 'unknown' };
const good: DomainAnswers = {
  apexTexts: texts('v=spf1 mx -all', 'something else'),
  proofTexts: texts(PROOF),
  mx: { state: 'ok', records: [{ preference: 10, exchange: 'mx1.test' }] },
  hosts: new Map([['mx1.test', texts('192.0.2.1')]]),
  dmarc: texts('v=DMARC1; p=reject'),
  mtaSts: none,
  tlsRpt: none,
  dkim: null,
};
const OURS: ExpectedMail = { hosts: ['mx1.test'], spf: 'v=spf1 mx ~all' };
const judge = (
  change: Partial<DomainAnswers>,
  expected = OURS,
  dkim: { name: string; value: string } | null = null,
) => judgeDomain({ name: 'd.test', ownershipToken: TOKEN }, { ...good, ...change }, expected, dkim);
const mx = (...exchanges: string[]): DomainAnswers['mx'] => ({
  state: 'ok',
  records: exchanges.map((exchange) => ({ preference: 10, exchange })),
});
const DKIM = { name: 's._domainkey.d.test', value: 'v=DKIM1; k=rsa; p=AbC' };

describe('what is right, wrong and unknown', () => {
  test.each<[string, string, Partial<DomainAnswers>, string, string | null, ExpectedMail?]>([
    ['TXT', 'at its own name', {}, 'ok', PROOF],
    ['TXT', 'at the apex', { proofTexts: none, apexTexts: texts(` ${PROOF} `) }, 'ok', PROOF],
    ['TXT', 'though one place did not answer', { apexTexts: unknown }, 'ok', PROOF],
    ['TXT', 'missing, and one place did not answer', { proofTexts: none, apexTexts: unknown }, 'unknown', null],
    ['TXT', 'missing', { proofTexts: none }, 'wrong', ''],
    ['TXT', 'of another domain', { proofTexts: texts(`${PROOF}x`) }, 'wrong', `${PROOF}x`],
    ['MX', 'ours', {}, 'ok', '10 mx1.test'],
    ['MX', 'missing', { mx: none }, 'wrong', ''],
    ['MX', 'unanswered', { mx: unknown }, 'unknown', null],
    ['MX', 'null', { mx: mx('') }, 'wrong', '10 .'],
    ['MX', 'another as well', { mx: mx('mx1.test', 'mx9.test') }, 'wrong', '10 mx1.test\n10 mx9.test'],
    ['MX', 'any when none is expected', { mx: mx('mx9.test') }, 'ok', '10 mx9.test', { hosts: [], spf: null }],
    ['MX', 'a host without an address', { hosts: new Map([['mx1.test', none]]) }, 'wrong', '10 mx1.test (no address)'],
    ['MX', 'a host that nobody could tell about', { hosts: new Map([['mx1.test', unknown]]) }, 'ok', '10 mx1.test'],
    ['SPF', 'ours', {}, 'ok', 'v=spf1 mx -all'],
    ['SPF', 'missing', { apexTexts: none }, 'wrong', ''],
    ['SPF', 'unanswered', { apexTexts: unknown }, 'unknown', null],
    ['SPF', 'twice', { apexTexts: texts('v=spf1 mx -all', 'v=spf1 -all') }, 'wrong', 'v=spf1 mx -all\nv=spf1 -all'],
    ['SPF', 'without ours', { apexTexts: texts('v=spf1 a -all') }, 'wrong', 'v=spf1 a -all'],
    ['SPF', 'for anybody', { apexTexts: texts('v=spf1 mx +all') }, 'wrong', 'v=spf1 mx +all'],
    ['SPF', 'any when none is expected', { apexTexts: texts('v=spf1 a -all') }, 'ok', 'v=spf1 a -all', { hosts: [], spf: null }],
    ['SPF', 'of another version', { apexTexts: texts('v=spf10 mx') }, 'wrong', ''],
    ['DMARC', 'with a policy', {}, 'ok', 'v=DMARC1; p=reject'],
    ['DMARC', 'without a policy', { dmarc: texts('v=DMARC1; rua=x') }, 'wrong', 'v=DMARC1; rua=x'],
    ['DMARC', 'twice', { dmarc: texts('v=DMARC1;p=none', 'v=DMARC1;p=none') }, 'wrong', 'v=DMARC1;p=none\nv=DMARC1;p=none'],
    ['MTA-STS', 'not there', {}, 'ok', ''],
    ['MTA-STS', 'unanswered', { mtaSts: unknown }, 'unknown', null],
    ['MTA-STS', 'without an id', { mtaSts: texts('v=STSv1;') }, 'wrong', 'v=STSv1;'],
    ['MTA-STS', 'without a policy host', { mtaSts: texts('v=STSv1; id=1;'), hosts: new Map([['mta-sts.d.test', none]]) }, 'wrong', 'v=STSv1; id=1;\nmta-sts.d.test (no address)'],
    ['TLS-RPT', 'there', { tlsRpt: texts('v=TLSRPTv1; rua=mailto:a@b.test') }, 'ok', 'v=TLSRPTv1; rua=mailto:a@b.test'],
    ['CNAME', 'to nowhere', { dmarc: { state: 'none', reason: 'no_name', through: ['gone.test'] } }, 'wrong', 'gone.test'],
  ])('%s %s', (type, _how, change, state, found, expected) => {
    expect(judge(change, expected).find((r) => r.type === type)).toMatchObject({ state, found });
  }); // prettier-ignore

  test('DKIM is looked at once there is a key', () => {
    expect(judge({}).some(({ type }) => type === 'DKIM')).toBe(false);
    const stateWith = (dkim: Found<string>) =>
      judge({ dkim }, OURS, DKIM).find(({ type }) => type === 'DKIM')?.state;
    expect(stateWith(texts('v=DKIM1; p=A b C'))).toBe('ok');
    expect(stateWith(texts('v=DKIM1; p='))).toBe('wrong');
    expect(stateWith(none)).toBe('wrong');
    expect(stateWith(unknown)).toBe('unknown');
  });

  test('what strangers publish is kept short and without control characters', () => {
    const [spf] = judge({ apexTexts: texts(`v=spf1 \u001b[2J${'x'.repeat(9000)}`) }).filter(({ type }) => type === 'SPF');
    expect(spf?.found).toHaveLength(2000);
    expect(spf?.found).not.toMatch(/\u001b/);
  }); // prettier-ignore
});

describe('what becomes of it', () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000);
  type Plan = ReturnType<typeof planCheck>;
  const run = (steps: [number, DomainAnswers['mx']][], isProven = true): Plan[] => {
    const plans: Plan[] = [];
    for (const [hours, answer] of steps)
      plans.push(
        planCheck(judge({ mx: answer }), plans.at(-1)?.records ?? [], {
          isProven,
          now: at(hours),
          random: 0.5,
        }),
      );
    return plans;
  };
  test.each<[string, [number, DomainAnswers['mx']][], string[], boolean]>([
    ['right', [[0, good.mx]], [], true],
    ['wrong once', [[0, none]], [], false],
    ['wrong twice within the hour', [[0, none], [0.9, none]], [], false],
    ['wrong twice an hour apart', [[0, none], [1, none]], ['MX'], false],
    ['wrong, unanswered, wrong', [[0, none], [0.5, unknown], [1, none]], ['MX'], false],
    ['wrong, right, wrong', [[0, none], [0.5, good.mx], [1, none]], [], false],
    ['unanswered for ever', [[0, unknown], [1, unknown], [2, unknown]], [], false],
    ['unanswered, then wrong', [[0, unknown], [2, none]], [], false],
    ['wrong, then right', [[0, none], [1, none], [2, good.mx]], [], true],
  ])('%s', (_name, steps, reported, isResolved) => {
    expect(run(steps).at(-1)).toMatchObject({ reported, isResolved });
  }); // prettier-ignore

  test('news is what differs, and what is unproven is no news to admins', () => {
    const plans = run([[0, good.mx], [1, good.mx], [2, none]]); // prettier-ignore
    expect(plans.map(({ changed }) => changed.map(({ type }) => type))).toEqual([
      expect.any(Array),
      [],
      ['MX'],
    ]);
    expect(run([[0, none], [1, none]], false).at(-1)?.reported).toEqual([]); // prettier-ignore
    expect(plans.map(({ dueAt }, i) => (dueAt.getTime() - at(i).getTime()) / 3_600_000)).toEqual([
      6.3, 6.3, 1.05,
    ]);
  });
});
