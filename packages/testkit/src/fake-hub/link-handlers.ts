import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { AgentLinkHandlers, AgentPeer } from "@holdfast/contracts/agent-router";
import type { CommandOrder, SignedCommand } from "@holdfast/contracts/command";
import { Fault } from "@holdfast/contracts/fault";
import type { SigningKey } from "@holdfast/services/pki/signing-key";
import type { FakeCluster } from "./fake-cluster";
import { type HubFaults, happens } from "./faults";

export interface HandlerPorts {
  readonly clusterOf: (peer: AgentPeer) => FakeCluster;
  readonly faults: HubFaults;
  readonly key: () => SigningKey;
  readonly unknownKey: SigningKey;
  readonly issue: (cluster: FakeCluster, csrPem: string) => Promise<{ certificatePem: string; bundlePem: string; notAfter: string }>;
  readonly cut: (clusterId: string) => void;
  readonly heartbeatIntervalMs: number;
}

const forever = () => new Promise<never>(() => undefined);

function signed(order: CommandOrder, { faults, key, unknownKey }: HandlerPorts): SignedCommand {
  const signer = faults.isSigningWithUnknownKey ? unknownKey : key();
  const payload = JSON.stringify(order);
  return { payload, signature: signer.sign(payload), keyId: signer.keyId };
}

async function* commandsAfter(cluster: FakeCluster, lastSeq: number, signal: AbortSignal, ports: HandlerPorts) {
  const { faults } = ports;
  for (let seq = lastSeq; !signal.aborted; ) {
    const more = once(cluster.news, "command", { signal }).catch(() => undefined);
    const isOpen = ({ id }: CommandOrder) => !cluster.receipts.some(({ commandId }) => commandId === id);
    const fresh = cluster.orders.filter((order) => order.seq > seq && isOpen(order));
    for (const order of faults.isReordering ? fresh.toReversed() : fresh)
      for (let i = 0; i < faults.deliveries; i++) yield { seq: order.seq, command: signed(order, ports) };
    seq = Math.max(seq, ...fresh.map((order) => order.seq));
    await more;
  }
}

async function* questionsOf(cluster: FakeCluster, signal: AbortSignal) {
  const asked = new Set<string>();
  while (!signal.aborted) {
    const more = once(cluster.news, "question", { signal }).catch(() => undefined);
    for (const { query } of [...cluster.questions.values()].filter((open) => !asked.has(open.query.id))) {
      asked.add(query.id);
      yield query;
    }
    await more;
  }
}

/** What a fake hub does for agents, with everything going wrong that its faults say. */
export function linkHandlers(ports: HandlerPorts): AgentLinkHandlers {
  const { faults, clusterOf } = ports;
  const clock = () => new Date(Date.now() + faults.clockOffsetMs).toISOString();
  const late = async () => {
    if (faults.delayMs > 0) await delay(faults.delayMs);
  };
  return {
    hello: async (peer, hello) => {
      await late();
      const ackedSeq = clusterOf(peer).hello(hello);
      const { keyId, publicKeyPem } = ports.key();
      return {
        hubId: "fake",
        clock: clock(),
        ackedSeq,
        commandKeys: [{ keyId, publicKeyPem }],
        heartbeatIntervalMs: ports.heartbeatIntervalMs,
      };
    },
    heartbeat: (peer) => {
      clusterOf(peer).beats++;
      return { clock: clock() };
    },
    known: async (peer, resource, after) => {
      await late();
      const uids = clusterOf(peer)
        .objectsOf(resource)
        .filter((record) => after === null || record.uid > after);
      const page = uids.sort((a, b) => (a.uid < b.uid ? -1 : 1)).slice(0, 1000);
      return { entries: page.map((record) => [record.uid, record.digest]), next: page.length === 1000 ? (page.at(-1)?.uid ?? null) : null };
    },
    report: async (peer, report) => {
      await late();
      if (happens(faults, "refusedReports")) throw new Fault("Unavailable", "The store is busy.", { retry: "later" });
      const ack = clusterOf(peer).apply(report);
      if (happens(faults, "lostAcks")) {
        ports.cut(peer.clusterId);
        await forever();
      }
      return ack;
    },
    commands: (peer, lastSeq, signal) => commandsAfter(clusterOf(peer), lastSeq, signal, ports),
    queries: (peer, signal) => questionsOf(clusterOf(peer), signal),
    answer: async (peer, { id, chunk, isLast, fault }) => {
      const open = clusterOf(peer).questions.get(id);
      if (!open) return;
      open.chunks += chunk;
      if (fault) open.reject(new Fault(fault.code, fault.message));
      else if (isLast) open.resolve(JSON.parse(open.chunks));
      if (fault || isLast) clusterOf(peer).questions.delete(id);
    },
    renew: async (peer, { csrPem }) => {
      const cluster = clusterOf(peer);
      cluster.renewals++;
      return ports.issue(cluster, csrPem);
    },
  };
}
