import type { StreamMessage } from "@holdfast/contracts/event";
import { until } from "@holdfast/testkit/testbed/until";
import { describe, expect, it } from "vitest";
import { setUp } from "../harness/accounts";
import { linkOf } from "../harness/enrolled-cluster";
import { compareInventory, listAll } from "../harness/inventory";
import { kubectl } from "../harness/kubectl";
import { measured } from "../harness/measured";
import type { Stage } from "./stage";

// A change is seen within a second when the machine is idle. The bound is what two busy cores keep; the measured time is printed.
const SEEN_MS = 5_000;
// What the product promises, and a second for asking about it.
const SILENCE_MS = 6_000;
const HEALED_MS = 30_000;
const SETTLED_MS = 60_000;

const DEPLOYMENTS = "deployments.apps";

/** Signing in, the fleet, and its inventory. */
export function describeFleet(stage: () => Stage): void {
  const operator = () => stage().people.operator;
  const production = () => stage().clusters["prod-hangzhou"];
  const isHere = async (name: string) => (await listAll(operator(), production().id, DEPLOYMENTS)).some((row) => row.name === name);
  const isMoved = (message: StreamMessage) =>
    message.type === "inventory" && message.change.clusterId === production().id && message.change.resources.includes(DEPLOYMENTS);

  /** Waits for a change twice: as a row that the API lists, and as a message of the stream. */
  async function seen(what: string, change: () => Promise<unknown>, isSo: () => Promise<boolean>): Promise<void> {
    const stream = await operator().stream();
    try {
      await change();
      const changedAt = performance.now();
      const [told] = await Promise.all([
        stream.next(`the stream's word of ${what}`, isMoved, SEEN_MS),
        until(what, isSo, { timeoutMs: SEEN_MS }),
      ]);
      const listedMs = measured(`${what}, listed by the API`, changedAt);
      measured(`${what}, told by the stream`, changedAt, told.atMs);
      expect(listedMs).toBeLessThan(SEEN_MS);
    } finally {
      stream.close();
    }
  }

  describe("the fleet", () => {
    it("lets the first admin in by the one-time link, and by that link nobody else", async () => {
      expect(await stage().people.admin.api.self.me.query()).toMatchObject({ name: "Alma Admin" });
      const again = await setUp(stage().installation, stage().installation.setupToken ?? "");
      expect(again.status).toBe(403);
      expect(await again.json()).toMatchObject({ code: "TokenUsed", message: expect.stringContaining("Sign in") });
    });

    it("has three clusters whose agents came in by the wizard's command", async () => {
      const clusters = await operator().api.cluster.list.query();
      expect(clusters.map(({ name, environment, link }) => [name, environment, link.state]).sort()).toEqual([
        ["dr-shanghai", "dr", "connected"],
        ["prod-hangzhou", "production", "connected"],
        ["test", "test", "connected"],
      ]);
      for (const cluster of clusters) expect(cluster.kubernetesVersion).toMatch(/^v1\.\d+\.\d+/);
    });

    it("holds what kubectl gets, object for object, of every observed kind", async () => {
      for (const { id, name, access } of Object.values(stage().clusters)) {
        const same = await until(
          `the inventory of ${name}`,
          async () => {
            const compared = await compareInventory(operator(), id, access);
            if (compared.phantoms.length + compared.lost.length === 0) return compared;
            throw new Error(`phantoms ${compared.phantoms.join("; ")}, lost ${compared.lost.join("; ")}`);
          },
          { timeoutMs: SETTLED_MS },
        );
        expect(same.objects).toBeGreaterThan(10);
      }
    });

    it("sees a deployment appear and disappear at once, as a row and as a message", async () => {
      const { namespace } = stage();
      const create = () => kubectl(production().access, "create", "deployment", "seen", "--image=bank.example/seen:1", "-n", namespace);
      await seen("a created deployment", create, () => isHere("seen"));
      const remove = () => kubectl(production().access, "delete", "deployment", "seen", "-n", namespace, "--wait=false");
      await seen("a deleted deployment", remove, async () => !(await isHere("seen")));
    });

    it("shows a killed agent as unreachable with the last state and its age, and heals by itself", async () => {
      const { id, agent } = production();
      const before = await listAll(operator(), id, "nodes");
      await agent.kill({ isKept: false });
      const killedAt = performance.now();
      await until("unreachable", async () => (await linkOf(operator(), id)).state === "unreachable", { timeoutMs: SILENCE_MS });
      expect(measured("a killed agent, shown as unreachable", killedAt)).toBeLessThan(SILENCE_MS);

      const page = await operator().api.inventory.list.query({ resources: ["nodes"], clusterIds: [id] });
      expect(page.rows.map((row) => row.uid).sort()).toEqual(before.map((row) => row.uid).sort());
      expect(page.staleClusters).toMatchObject([{ clusterId: id }]);
      expect(Math.abs(Date.now() - (page.staleClusters[0]?.since.getTime() ?? 0))).toBeLessThan(60_000);

      agent.start();
      const startedAt = performance.now();
      await until("connected again", async () => (await linkOf(operator(), id)).state === "connected", { timeoutMs: HEALED_MS });
      measured("a restarted agent, connected", startedAt);
      expect((await operator().api.inventory.list.query({ resources: ["nodes"], clusterIds: [id] })).staleClusters).toEqual([]);
    });
  });
}
