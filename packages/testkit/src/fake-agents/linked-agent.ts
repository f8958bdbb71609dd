import { setTimeout as delay } from "node:timers/promises";
import type { AgentHello, AgentQuery } from "@holdfast/contracts/agent-link";
import { CommandOrder, type Receipt, type SignedCommand } from "@holdfast/contracts/command";
import type { ClusterId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import { isSignedBy } from "@holdfast/services/pki/signing-key";
import { v7 as uuid } from "uuid";
import { enrolAt } from "../hub-fixture";
import { type LinkClient, linkClient } from "../link-client";
import { aJournal, execute } from "./execute-commands";
import { readWorld } from "./read-world";
import type { FakeCluster, FakeWorld } from "./world";

/** A fake cluster's agent at the real link: enrolled, over mutual TLS, with heartbeats, signed orders, receipts and questions. */
export interface LinkedAgent {
  /** Dials a hub. What was ordered and not answered comes again, and is answered from the journal. */
  connect(linkUrl: string): Promise<void>;
  /** Ends the link without a word, as a machine does that loses its power. */
  cut(): Promise<void>;
}

const BEAT_MS = 300;
const clock = () => new Date().toISOString();

/** Checks who signed an order, carries it out as far as the cluster's faults let it, and says what became of it. */
function worker(world: FakeWorld, cluster: FakeCluster) {
  const journal = aJournal();
  return async (signed: SignedCommand, keys: ReadonlyMap<string, string>): Promise<Receipt | null> => {
    if (!isSignedBy(keys.get(signed.keyId) ?? "", signed.payload, signed.signature))
      throw new Error("an order that the hub has not signed");
    const sent = CommandOrder.parse(JSON.parse(signed.payload));
    const { executeAfterMs } = cluster.faults;
    if (executeAfterMs > 0) await delay(executeAfterMs);
    const order = { ...sent, epoch: BigInt(sent.epoch), expiresAt: new Date(sent.expiresAt) };
    const { changes, ...answer } = execute(world, cluster, journal, order, new Date());
    return cluster.faults.receipts === "lost" ? null : { ...answer, commandId: sent.id, changes: [...changes], at: clock() };
  };
}

/** Takes up orders and questions until it is ended. Reports are numbered, so orders go one after the other. */
function serve(
  { trpc, close }: LinkClient,
  on: { order(signed: SignedCommand): Promise<void>; question(query: AgentQuery): unknown },
): () => Promise<void> {
  let working: Promise<void> = Promise.resolve();
  const take = async (signed: SignedCommand, before: Promise<void>) => {
    await before;
    // A link that ends in the middle leaves the order unanswered: it comes again over the next one.
    await on.order(signed).catch(() => undefined);
  };
  const orders = trpc.commands.subscribe(
    {},
    {
      onData({ data }) {
        working = take(data, working);
      },
      onError: () => undefined,
    },
  );
  const questions = trpc.queries.subscribe(undefined, {
    onData: (query) =>
      void trpc.answer
        .mutate({ id: query.id, chunk: JSON.stringify(on.question(query)), isLast: true, fault: null })
        .catch(() => undefined),
    onError: () => undefined,
  });
  const timer = setInterval(() => void trpc.heartbeat.mutate({ clock: clock(), rttMs: 0 }).catch(() => undefined), BEAT_MS);
  return async () => {
    clearInterval(timer);
    orders.unsubscribe();
    questions.unsubscribe();
    await close();
  };
}

/** Enrols the agent of a fake cluster of the world, whose id is that of a registered cluster. */
export async function aLinkedAgent(db: Database, enrolmentUrl: string, world: FakeWorld, cluster: FakeCluster): Promise<LinkedAgent> {
  const { key, enrolled, clusterUid } = await enrolAt(db, enrolmentUrl, cluster.id as ClusterId);
  const credentials = { privateKeyPem: key.privateKeyPem, certificatePem: enrolled.certificatePem, caPem: enrolled.bundlePem };
  const carryOut = worker(world, cluster);
  const about = { protocol: 1, agentVersion: "1.2.3", bootId: uuid(), kubernetesVersion: "v1.36.3", clusterUid };
  let reported = 0;
  let end: (() => Promise<void>) | undefined;
  const cut = async () => {
    const ending = end;
    end = undefined;
    await ending?.();
  };
  return {
    cut,
    async connect(linkUrl) {
      await cut();
      const client = linkClient(linkUrl, credentials);
      const hello: AgentHello = { ...about, nextSeq: reported + 1, clock: clock() };
      const { commandKeys, ackedSeq } = await client.trpc.hello.mutate(hello);
      reported = ackedSeq;
      const keys = new Map(commandKeys.map((each) => [each.keyId, each.publicKeyPem]));
      end = serve(client, {
        async order(signed) {
          const receipt = await carryOut(signed, keys);
          if (!receipt) return;
          await client.trpc.report.mutate({ bootId: about.bootId, seq: reported + 1, messages: [{ type: "receipt", receipt }] });
          reported += 1;
        },
        question: ({ name, input }) => readWorld(cluster, name, input),
      });
    },
  };
}
