import * as dnsPacket from 'dns-packet';
import { expect, test } from 'vitest';
import { interpret } from './interpret.ts';
import { readMessage } from './packet.ts';

const question = { name: 'example.org', type: 'MX' } as const;
const reply = dnsPacket.encode({
  type: 'response',
  id: 7,
  questions: [question],
  answers: [
    { type: 'CNAME', name: 'example.org', ttl: 1, data: 'b.example.org' },
    { type: 'MX', name: 'b.example.org', ttl: 1, data: { preference: 1, exchange: 'mx.example.org' } },
  ],
});

/** The same bytes at every run. */
function damaged(seed: number): Buffer {
  const bytes = Buffer.from(reply);
  for (let change = 0; change <= seed % 4; change += 1) {
    const at = 2 + ((seed * 31 + change * 17) % (bytes.length - 2));
    bytes[at] = (seed * 101 + change * 53) % 256;
  }
  return seed % 3 === 0 ? bytes.subarray(0, 2 + (seed % bytes.length)) : bytes;
}

test('damaged replies are an answer, no answer or nonsense, and never a fault of ours', () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 1000; seed += 1) {
    const reading = readMessage(damaged(seed), { id: 7, ...question });
    kinds.add(reading.kind === 'reply' ? interpret(reading.packet, question).kind : reading.kind);
  }
  expect([...kinds].sort()).toEqual(
    expect.arrayContaining(['answer', 'failed', 'malformed', 'stray', 'truncated']),
  );
});
