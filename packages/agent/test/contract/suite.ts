import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Receipt } from "@holdfast/contracts/command";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { FakeCluster } from "@holdfast/testkit/fake-hub/fake-cluster";
import { FakeHub } from "@holdfast/testkit/fake-hub/fake-hub";
import { afterAll, beforeAll, vi } from "vitest";
import { type Agent, type AgentSettings, startAgent } from "../../src/agent/start-agent";
import { agentSettings, hurried } from "../an-agent";
import type { ContractCluster } from "./contract-cluster";
import { EDITABLE, NAMESPACE } from "./fixtures";

/** What the cases of one agent work with. */
export interface ContractSuite {
  readonly hub: FakeHub;
  readonly agent: FakeCluster;
  readonly cluster: ContractCluster;
  /** Creates an object below a path; throws when it is refused. */
  create(path: string, object: object): Promise<KubeObject>;
  read(path: string, name: string): Promise<KubeObject | undefined>;
  mergePatch(path: string, name: string, patch: object): Promise<void>;
  remove(path: string, name: string): Promise<void>;
  order(name: string, input: unknown): Promise<Receipt>;
  /** Ends the agent's process and starts another on the same disk. */
  restart(): Promise<void>;
}

const CREATED = [200, 201, 409];

function requests(cluster: () => ContractCluster) {
  const fail = (what: string, body: unknown) => new Error(`${what}: ${JSON.stringify(body)}`);
  return {
    create: async (path: string, object: object) => {
      const { status, body } = await cluster().request("POST", path, object);
      if (!CREATED.includes(status)) throw fail(`POST ${path}`, body);
      return body;
    },
    read: async (path: string, name: string) => {
      const { status, body } = await cluster().request("GET", `${path}/${name}`);
      return status === 200 ? body : undefined;
    },
    mergePatch: async (path: string, name: string, patch: object) => {
      const { status, body } = await cluster().request("PATCH", `${path}/${name}`, patch, {
        "content-type": "application/merge-patch+json",
      });
      if (status !== 200) throw fail(`PATCH ${path}/${name}`, body);
    },
    remove: async (path: string, name: string) => {
      await cluster().request("DELETE", `${path}/${name}?gracePeriodSeconds=0`);
    },
  };
}

/** One agent on the cluster, connected to a hub of its own, from before the first case of the calling group until after the last. */
export function contractSuite(cluster: () => ContractCluster, part: Partial<AgentSettings> = {}): ContractSuite {
  const folder = mkdtempSync(join(tmpdir(), "agent-contract-"));
  let parts: { hub: FakeHub; known: FakeCluster; agent: Agent; settings: AgentSettings } | undefined;
  const current = () => {
    if (!parts) throw new Error("the agent is there from beforeAll on");
    return parts;
  };
  const calls = requests(cluster);
  beforeAll(async () => {
    await calls.create("/api/v1/namespaces", { metadata: { name: NAMESPACE } });
    const hub = await FakeHub.start({ heartbeatIntervalMs: 500 });
    const known = hub.cluster();
    const settings = agentSettings(hub, known, {
      kubeconfig: cluster().kubeconfig,
      dataFolder: join(folder, "data"),
      token: hub.token(known),
    });
    const timing = { ...hurried, observer: { ...hurried.observer, confirmAbsentMs: 1000 }, summaryEveryMs: 1000 };
    const whole = { ...settings, timing, editable: EDITABLE, areLogsShown: true, isExecAllowed: true, ...part };
    parts = { hub, known, settings: whole, agent: await startAgent(whole) };
    await vi.waitUntil(() => known.summaries.length > 0, { timeout: 30_000 });
  }, 60_000);
  afterAll(async () => {
    await parts?.agent.stop();
    await parts?.hub.close();
    rmSync(folder, { recursive: true });
  });
  return {
    get hub() {
      return current().hub;
    },
    get agent() {
      return current().known;
    },
    get cluster() {
      return cluster();
    },
    ...calls,
    order: (name, input) => current().hub.order(current().known, name, input),
    async restart() {
      const { settings, agent } = current();
      await agent.stop();
      current().agent = await startAgent(settings);
    },
  };
}
