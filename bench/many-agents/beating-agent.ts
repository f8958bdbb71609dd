import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type HubHello, PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import { type LinkClient, linkClient } from "@holdfast/testkit/link-client";
import type { EnrolledAgent } from "./enrol-many";

/** An agent that is connected and gives a sign of life each second, as the hub asks. */
export interface BeatingAgent {
  /** Round trips of its heartbeats in milliseconds, since `forget`. */
  readonly roundTripsMs: readonly number[];
  /** Heartbeats that were refused or lost. */
  readonly failures: number;
  forget(): void;
  close(): Promise<void>;
}

const MOST_DIALS = 10;
const BETWEEN_DIALS_MS = 500;

/** Dials and says hello, and again when that fails, as agents do. */
async function connected(linkUrl: string, { clusterUid, credentials }: EnrolledAgent): Promise<{ client: LinkClient; hello: HubHello }> {
  for (let dial = 1; ; dial++) {
    const client = linkClient(linkUrl, credentials);
    try {
      const answer = client.trpc.hello.mutate({
        protocol: PROTOCOL_VERSION,
        agentVersion: "0.1.0",
        bootId: randomUUID(),
        nextSeq: 1,
        clock: new Date().toISOString(),
        kubernetesVersion: "v1.36.3",
        clusterUid,
      });
      // A dial that the door refuses is never answered: the client would wait to connect again.
      const refused = client.ended.then((status) => Promise.reject(new Error(`the link ended with ${status}`)));
      return { client, hello: await Promise.race([answer, refused]) };
    } catch (cause) {
      await client.close();
      if (dial === MOST_DIALS) throw cause;
      await delay(BETWEEN_DIALS_MS * Math.random());
    }
  }
}

/** Connects over mutual TLS, says hello, takes commands and questions as agents do, and beats from then on. */
export async function beatingAgent(linkUrl: string, agent: EnrolledAgent): Promise<BeatingAgent> {
  const { client, hello } = await connected(linkUrl, agent);
  let roundTripsMs: number[] = [];
  let failures = 0;
  let isClosing = false;
  const failed = () => {
    if (!isClosing) failures++;
  };
  client.trpc.commands.subscribe({}, { onData: () => undefined, onError: failed });
  client.trpc.queries.subscribe(undefined, { onData: () => undefined, onError: failed });
  let rttMs: number | null = null;
  const beat = async () => {
    const from = performance.now();
    await client.trpc.heartbeat.mutate({ clock: new Date().toISOString(), rttMs });
    rttMs = performance.now() - from;
    roundTripsMs.push(rttMs);
  };
  const timer = setInterval(() => void beat().catch(failed), hello.heartbeatIntervalMs);
  return {
    get roundTripsMs() {
      return roundTripsMs;
    },
    get failures() {
      return failures;
    },
    forget() {
      roundTripsMs = [];
    },
    async close() {
      isClosing = true;
      clearInterval(timer);
      await client.close();
    },
  };
}
