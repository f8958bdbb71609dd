import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Agent, startAgent } from "@holdfast/agent/agent/start-agent";
import { defaultTiming } from "@holdfast/agent/agent/timing";
import { CommandId } from "@holdfast/contracts/ids";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { vi } from "vitest";
import type { AgentPort, LinkPort } from "../../src/ports";
import { memoryLog } from "../furnish";

/** A cluster of the store, and the account with which its agent acts on a real API server. */
export interface RealSite {
  readonly id: string;
  readonly kubeconfig: string;
}

/** Real agents over the product's own protocol: they answer the runner, and carry out the commands of the store. */
export interface RealAgents {
  readonly agents: AgentPort;
  readonly links: LinkPort;
  stop(): Promise<void>;
}

const POLL_MS = 20;
const STARTED_AT = new Date();

/** Brings the commands of one cluster to its agent and its receipts back, as the link of a hub does. */
function courier(db: Database, hub: FakeHub, known: FakeCluster) {
  let lastSeq = 0n;
  const bring = async () => {
    const fresh = await db.prisma.command.findMany({ where: { clusterId: known.id, seq: { gt: lastSeq } }, orderBy: { seq: "asc" } });
    for (const command of fresh) {
      lastSeq = command.seq;
      const id = CommandId.parse(command.id);
      const { scope, idempotencyKey, expiresAt } = command;
      hub.send(known, command.name, command.input, {
        ...{ id, scope, idempotencyKey, epoch: Number(command.epoch) },
        expiresAt: expiresAt.toISOString(),
      });
      void hub.receiptOf(known, id).then(async ({ outcome, reason, message, output, changes }) => {
        const data = { outcome, reason, message, changes: changes as unknown as Prisma.InputJsonValue, finishedAt: new Date() };
        const now = () => new Date();
        await transact(db, now, async (unit) => {
          const told = output === null ? data : { ...data, output: output as Prisma.InputJsonValue };
          await unit.tx.command.updateMany({ where: { id: command.id, finishedAt: null }, data: told });
          unit.wake({ topic: "run", key: command.id });
        });
      });
    }
  };
  let isBusy = false;
  return setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void bring().finally(() => {
      isBusy = false;
    });
  }, POLL_MS);
}

const settingsOf = (hub: FakeHub, known: FakeCluster, kubeconfig: string, dataFolder: string) => ({
  ...{ version: "1.0.0-test", dataFolder, cluster: { kubeconfig }, sources: {}, probeOrigins: [], editable: [] },
  enrolment: { hubUrl: hub.enrolmentUrl, clusterId: known.id, caPin: hub.caPin, token: hub.token(known) },
  ...{ areLogsShown: false, isExecAllowed: false, log: memoryLog() },
  timing: { ...defaultTiming, patienceMs: 0, graceMs: 500 },
});

/** Starts an agent for each site, and resolves when all of them are connected. */
export async function startRealAgents(db: Database, sites: readonly RealSite[]): Promise<RealAgents> {
  const folder = mkdtempSync(join(tmpdir(), "real-agents-"));
  const hub = await FakeHub.start({ heartbeatIntervalMs: 1000 });
  const started: { agent: Agent; known: FakeCluster; timer: NodeJS.Timeout }[] = [];
  for (const { id, kubeconfig } of sites) {
    const known = hub.cluster(id);
    const agent = await startAgent(settingsOf(hub, known, kubeconfig, join(folder, id)));
    started.push({ agent, known, timer: courier(db, hub, known) });
  }
  await vi.waitUntil(() => started.every(({ known }) => known.hellos.length > 0), { timeout: 30_000 });
  return {
    agents: {
      read: async (clusterId, contract, input, { signal, deadlineMs }) => {
        signal.throwIfAborted();
        return hub.ask(hub.cluster(clusterId), contract, input, deadlineMs);
      },
    },
    links: {
      linkOf: async () => ({
        ...{ isConnected: true, since: STARTED_AT, lastHeartbeatAt: new Date() },
        ...{ clockSkewMs: 0, agentVersion: "1.0.0-test", protocol: null },
      }),
    },
    async stop() {
      for (const { timer } of started) clearInterval(timer);
      for (const { agent } of started) await agent.stop();
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
