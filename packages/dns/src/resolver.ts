import type { DnsAnswer, DnsResolver, DnsUnknownReason, RecordType } from './answer.ts';
import { askOverTcp, askOverUdp } from './exchange.ts';
import { interpret, type Interpretation } from './interpret.ts';
import { normaliseName, type Question } from './packet.ts';
import { type DnsServer, systemServers } from './servers.ts';

interface ResolverOptions {
  /** Asked in this order; those of the system when there are none. */
  servers?: DnsServer[];
  /** For one try with one server, the way over TCP included. */
  timeoutMs?: number;
  /** Rounds through the servers. */
  attempts?: number;
  /** For a whole question. */
  deadlineMs?: number;
}

/** See README.md. Keeps nothing between questions. */
export function createDnsResolver({
  servers,
  timeoutMs = 2000,
  attempts = 2,
  deadlineMs = 10_000,
}: ResolverOptions = {}): DnsResolver {
  const listed = () => (servers?.length ? servers : systemServers());

  async function askServer<T extends RecordType>(
    server: DnsServer,
    question: Question & { type: T },
    through: string[],
    deadline: AbortSignal,
  ): Promise<Interpretation<T>> {
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(timeoutMs)]);
    for (const edns of [true, false]) {
      const asked = { server, question, edns, signal };
      let exchange = await askOverUdp(asked);
      if (exchange.kind === 'truncated') exchange = await askOverTcp(asked);
      if (exchange.kind !== 'reply') {
        return { kind: 'failed', reason: exchange.kind === 'failed' ? exchange.reason : 'malformed' };
      }
      const said = interpret(exchange.packet, question, through);
      if (said.kind === 'failed' && said.withoutEdns && edns) continue;
      return said;
    }
    return { kind: 'failed', reason: 'malformed' };
  }

  async function askAll<T extends RecordType>(
    question: Question & { type: T },
    through: string[],
    deadline: AbortSignal,
  ): Promise<Interpretation<T>> {
    let reason: DnsUnknownReason = 'timeout';
    for (let round = 0; round < attempts; round += 1) {
      for (const server of listed()) {
        if (deadline.aborted) return { kind: 'failed', reason };
        const said = await askServer(server, question, through, deadline);
        // A loop is the zone's, so another server would only follow it again.
        if (said.kind !== 'failed' || said.reason === 'alias_loop') return said;
        reason = said.reason;
      }
    }
    return { kind: 'failed', reason };
  }

  return {
    async query<T extends RecordType>(
      name: string,
      type: T,
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<DnsAnswer<T>> {
      const first = normaliseName(name);
      if (first === null) return { state: 'none', reason: 'no_name', through: [], isAuthentic: false };
      const deadline = AbortSignal.any([AbortSignal.timeout(deadlineMs), ...(signal ? [signal] : [])]);
      let so = { name: first, through: [] as string[], ttl: Infinity, isAuthentic: true };
      for (;;) {
        const said: Interpretation<T> = await askAll({ name: so.name, type }, so.through, deadline);
        if (said.kind === 'failed') return { state: 'unknown', reason: said.reason };
        if (said.kind === 'answer') {
          const { answer } = said;
          if (answer.state === 'unknown') return answer;
          const isAuthentic = so.isAuthentic && answer.isAuthentic;
          if (answer.state === 'none') return { ...answer, isAuthentic };
          return { ...answer, isAuthentic, ttl: Math.min(so.ttl, answer.ttl) };
        }
        if (said.through.includes(first)) return { state: 'unknown', reason: 'alias_loop' };
        so = { ...said, isAuthentic: so.isAuthentic && said.isAuthentic, ttl: Math.min(so.ttl, said.ttl) };
      }
    },
  };
}
