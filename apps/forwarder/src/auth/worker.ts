import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { authenticate } from 'mailauth';
import { isNo, rememberAnswers } from './answers.ts';
import { treat } from './treat.ts';
import type {
  AuthenticationJob,
  AuthenticationResult,
  FromWorker,
  ToWorker,
  WorkerOptions,
} from './protocol.ts';

/**
 * Checks SPF, DKIM, DMARC and ARC in a thread of its own, so that hashing does not hold up anybody's connection. Questions
 * to DNS go to the main thread, which has the resolver.
 */

const questions = new Map<number, PromiseWithResolvers<string[][]>>();
let lastQuestion = 0;

try {
  // Linux has a priority for each thread: whoever waits for an answer on a connection comes before what is hashed here.
  setPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1)), Math.min(19, getPriority() + 5));
} catch {
  // Elsewhere all are alike.
}

const say = (message: FromWorker) => parentPort?.postMessage(message);

const ask = rememberAnswers((name, type) => {
  const id = (lastQuestion += 1);
  const answer = Promise.withResolvers<string[][]>();
  questions.set(id, answer);
  say({ kind: 'question', id, name, type });
  return answer.promise;
}, workerData as WorkerOptions);

async function check(job: AuthenticationJob): Promise<AuthenticationResult> {
  const { bytes, client, sender, host, treatments } = job;
  let hasSilentKey = false;
  const resolver = (name: string, type: string) =>
    ask(name, type).catch((error: { code?: string }) => {
      hasSilentKey ||= !isNo(error.code) && name.includes('._domainkey.');
      throw error;
    });
  const isSealed = treatments.some(({ key }) => key !== null);
  const result = await authenticate(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    resolver,
    // Without a key: only the hash of the body is wanted here, seals are made of what leaves.
    ...(isSealed ? { seal: { signingDomain: host, selector: 'none', privateKey: '' } } : {}),
    // Without an address there is nothing that SPF could say.
    ...(client.address ? { ip: client.address } : {}),
    helo: client.helo,
    sender,
    mta: host,
    disableBimi: true,
    minBitLength: 1024,
    rejectRsaSha1: true,
  });
  const { spf, dkim, dmarc, arc } = result;
  const spfStatus = spf && client.address ? spf.status.result : 'none';
  return {
    header: resultsOf(result.headers, client.address !== null),
    fromDomains: [
      ...new Set((dkim.headerFrom ?? []).map((from) => from.split('@').at(-1)?.toLowerCase() ?? '')),
    ],
    passes: [
      ...(spf && spfStatus === 'pass' && spf.domain ? [spf.domain.toLowerCase()] : []),
      ...dkim.results.flatMap(({ status, signingDomain }) =>
        // A signature that covers a part of the body only says nothing of the rest.
        status.result === 'pass' && signingDomain && !status.underSized ? [signingDomain.toLowerCase()] : [],
      ),
    ],
    dmarc: dmarc ? { result: dmarc.status.result, policy: dmarc.policy } : null,
    isUncertain:
      spfStatus === 'temperror' || dkim.results.some(({ status }) => status.result === 'temperror'),
    isChainUncertain: hasSilentKey && arc !== false && arc.status.result === 'fail',
    treated: await Promise.all(treatments.map((treatment) => treat(result, treatment))),
  };
}

/** Authentication-Results alone; SPF that could not be asked about is not mentioned. */
function resultsOf(headers: string, hasAddress: boolean): string {
  const results = /^Authentication-Results:.*/ms.exec(headers)?.[0] ?? '';
  return hasAddress ? results : results.replace(/;\r\n spf=(?:(?!;\r\n).)*(?=;\r\n|\r\n$)/s, '');
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'answer') {
    const question = questions.get(message.id);
    questions.delete(message.id);
    if (message.records) question?.resolve(message.records as string[][]);
    else question?.reject(Object.assign(new Error(message.code), { code: message.code }));
    return;
  }
  check(message.job).then(
    (result) => say({ kind: 'done', id: message.id, result }),
    () => say({ kind: 'done', id: message.id, result: null }),
  );
});
