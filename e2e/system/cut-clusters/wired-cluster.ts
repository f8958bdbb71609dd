import { createHash, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { enrol } from "@holdfast/agent/identity/enrol";
import { identityStore } from "@holdfast/agent/identity/identity-store";
import { PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import type { RegisterCluster } from "@holdfast/contracts/cluster";
import type { ClusterId } from "@holdfast/contracts/ids";
import { anInventoryRecord } from "@holdfast/testkit/inventory-record";
import { type LinkClient, linkClient } from "@holdfast/testkit/link-client";
import type { Installation } from "../harness/installation";
import type { Session } from "../harness/session";

/** A cluster that is there on the wire alone: an agent's identity and link, and an inventory that nobody stands behind. It answers no question. */
export interface WiredCluster {
  readonly id: ClusterId;
  readonly name: string;
  /** Its link stands and nothing comes over it any more, as from a machine that hangs. */
  hang(): void;
  /** Its link ends. */
  close(): Promise<void>;
}

const VERSION = { agentVersion: "0.1.0", kubernetesVersion: "v1.36.3" };
const PODS = 300;

/** Registers a cluster as the wizard does, and takes its token to the hub's door. */
async function identityOf(installation: Installation, admin: Session, about: RegisterCluster) {
  const { id } = await admin.api.cluster.register.mutate(about);
  const { hubUrl, caPin, token } = await admin.api.cluster.issueToken.mutate({ clusterId: id });
  const folder = join(installation.folder, "wired", about.name);
  mkdirSync(folder, { recursive: true });
  const store = identityStore(folder);
  const tokenHash = createHash("sha256").update(token).digest("hex");
  const clusterUid = `uid-of-${id}`;
  const identity = await enrol(store, { ...VERSION, ...{ hubUrl, clusterId: id, token, tokenHash, caPin, clusterUid } });
  const key = (await store.current())?.key;
  if (!key) throw new Error(`${about.name} has no key`);
  return { id, clusterUid, identity, key };
}

/** The reports of a cluster with some pods that a page can show. */
async function tellInventory({ trpc }: LinkClient, bootId: string, name: string): Promise<void> {
  const observedAt = new Date().toISOString();
  const upserts = Array.from({ length: PODS }, (_, i) => anInventoryRecord({ uid: `${name}-${i}`, name: `core-${name}-${i}` }));
  const resource = { resource: "pods", kind: "Pod", isNamespaced: true, state: "synced" as const, message: null, observedAt };
  await trpc.report.mutate({
    ...{ bootId, seq: 1 },
    messages: [
      { type: "inventory.delta", observedAt, upserts, deletes: [] },
      { type: "inventory.resource", ...resource },
    ],
  });
}

/** Brings a cluster to the hub; it beats from then on. */
export async function wiredCluster(installation: Installation, admin: Session, about: RegisterCluster): Promise<WiredCluster> {
  const { id, clusterUid, identity, key } = await identityOf(installation, admin, about);
  const { certificatePem, bundlePem: caPem, trustDomain } = identity;
  const client = linkClient(identity.linkUrl, { privateKeyPem: key.privateKeyPem, certificatePem, caPem, trustDomain });
  const bootId = randomUUID();
  const clock = () => new Date().toISOString();
  const hello = await client.trpc.hello.mutate({ protocol: PROTOCOL_VERSION, ...VERSION, bootId, nextSeq: 1, clock: clock(), clusterUid });
  const ignored = { onData: () => undefined, onError: () => undefined };
  client.trpc.commands.subscribe({}, ignored);
  client.trpc.queries.subscribe(undefined, ignored);
  const beat = setInterval(
    () => void client.trpc.heartbeat.mutate({ clock: clock(), rttMs: null }).catch(() => undefined),
    hello.heartbeatIntervalMs,
  );
  await tellInventory(client, bootId, about.name);
  return {
    ...{ id, name: about.name },
    hang: () => clearInterval(beat),
    close: async () => {
      clearInterval(beat);
      await client.close();
    },
  };
}
