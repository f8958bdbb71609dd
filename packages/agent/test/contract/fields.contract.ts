import { ramenSetAction } from "@holdfast/contracts/commands/ramen-set-action";
import type { JsonObject } from "@holdfast/contracts/json";
import { accessReview } from "@holdfast/contracts/queries/access-review";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import type { FieldCase } from "./field-case";
import { fieldCases } from "./field-cases";
import { NAMESPACE, paths } from "./fixtures";
import { operatorCases } from "./operator-cases";
import { drPlacementControlWithoutTests } from "./operator-definitions";
import { type ContractSuite, contractSuite } from "./suite";

function describeCase(each: FieldCase & { isFirst: boolean }, suite: ContractSuite): void {
  const { path: base, from, to } = each;
  const command = each.command.name;
  const namespace = each.isClusterWide ? null : NAMESPACE;
  const plural = base.split("/").at(-1) ?? "";
  const ask = async (name: string) =>
    // What every question about declared fields is answered with.
    (await suite.hub.ask(suite.agent, each.query, { namespace, name })) as {
      isServed: boolean;
      found: { values: JsonObject; status: unknown; isObserved: boolean } | null;
    };
  /** Commands of one kind keep to objects of their own. */
  const named = (what: string) => `${command.replaceAll(".", "-")}-${what}`;
  const order = (name: string, set: JsonObject, expected: JsonObject) => ({ namespace, name, set, expect: expected });
  const give = (name: string, set: JsonObject, expected: JsonObject) => suite.order(command, order(name, set, expected));
  const make = async (name: string) => {
    const made = await suite.create(base, { ...each.object, metadata: { name } });
    // Its controller has looked at it: an object without any status can only be written by its version.
    if (each.isInStatus) await suite.mergePatch(base, `${name}/status`, { status: { phase: "Progressing" } });
    return made;
  };
  const valuesOf = async (name: string) => (await ask(name)).found?.values;

  if (each.isFirst)
    it("is refused on a cluster without the kind, and its question says that nothing is served", async () => {
      expect(await give("nowhere", to, from)).toMatchObject({ outcome: "refused", reason: "KindAbsent" });
      expect(await ask("nowhere")).toEqual({ isServed: false, found: null });
    });

  describe("with the kind there", () => {
    beforeAll(async () => {
      if (!each.definition) return;
      // Before the kind itself: what is served is looked at anew when that comes.
      for (const also of each.alsoServed ?? []) await suite.create(paths.definitions, also);
      await suite.create(paths.definitions, each.definition);
      await vi.waitUntil(async () => (await suite.cluster.request("GET", base)).status === 200, { timeout: 20_000 });
      // The agent looks at what is served anew when a definition is added.
      await vi.waitUntil(async () => (await give("nowhere", to, from)).reason === "NotFound", { timeout: 20_000 });
    });

    it("sets its fields, says what was, and leaves everything else as it was; the way back is the same", async () => {
      const before = await make(named("run"));
      const receipt = await give(named("run"), to, from);
      expect(receipt).toMatchObject({ outcome: "succeeded", output: { previous: from, hasChanged: true } });
      expect(receipt.changes[0]?.fields).toEqual(each.changes);
      expect(await valuesOf(named("run"))).toEqual(to);
      expect((await suite.read(base, named("run")))?.metadata?.uid).toBe(before.metadata?.uid);
      expect(await give(named("run"), from, to)).toMatchObject({ outcome: "succeeded", output: { previous: to, hasChanged: true } });
      expect(await valuesOf(named("run"))).toEqual(from);
      expect((await suite.read(base, named("run")))?.spec).toEqual(before.spec);
    });

    const { tells } = each;
    if (tells)
      it("tells how far its controller is, and when that has not looked yet", async () => {
        for (const { path, object, status } of tells.beside?.(named("told")) ?? []) {
          await suite.create(path, object);
          if (status) await suite.mergePatch(path, `${object.metadata.name}/status`, { status });
        }
        const { generation = 0 } = (await make(named("told"))).metadata ?? {};
        if (tells.metadata) await suite.mergePatch(base, named("told"), { metadata: tells.metadata });
        const seen = tells.counts === false ? {} : { observedGeneration: generation };
        await suite.mergePatch(base, `${named("told")}/status`, { status: { ...tells.status, ...seen } });
        expect((await ask(named("told"))).found).toMatchObject({ status: tells.says, isObserved: true });
        await give(named("told"), to, from);
        expect((await ask(named("told"))).found).toMatchObject({ isObserved: tells.counts === false });
      });

    it("is content with what is already so, whatever was expected", async () => {
      await make(named("same"));
      expect(await give(named("same"), from, to)).toMatchObject({
        outcome: "succeeded",
        output: { hasChanged: false },
        changes: [{ operation: "none", fields: [] }],
      });
    });

    it("refuses what somebody else has changed, and what is not there", async () => {
      await make(named("drift"));
      await suite.mergePatch(base, `${named("drift")}${each.isInStatus ? "/status" : ""}`, each.strange);
      const strange = await valuesOf(named("drift"));
      const other = JSON.stringify(strange) === JSON.stringify(to) ? from : to;
      expect(await give(named("drift"), other, from)).toMatchObject({
        outcome: "refused",
        reason: "FieldsDrifted",
      });
      expect(await valuesOf(named("drift"))).toEqual(strange);
      expect(await give("nowhere", to, from)).toMatchObject({ outcome: "refused", reason: "NotFound" });
    });

    // By its version it is written between two writes of others, which a writer without a pause leaves no time for.
    if (!each.isByVersion)
      it("wins against writers of other fields, and loses none of what they wrote", async () => {
        await make(named("busy"));
        let isOver = false;
        const writer = (async () => {
          for (let i = 0; !isOver; i++)
            await suite.mergePatch(base, named("busy"), { metadata: { annotations: { [`n-${i % 5}`]: String(i) } } });
        })();
        const outcomes = [await give(named("busy"), to, from), await give(named("busy"), from, to)].map(({ outcome }) => outcome);
        isOver = true;
        await writer;
        expect(outcomes).toEqual(["succeeded", "succeeded"]);
        expect(await valuesOf(named("busy"))).toEqual(from);
        expect((await suite.read(base, named("busy")))?.metadata?.annotations).toHaveProperty("n-0");
      });

    it("rehearsed says what it would do, and does nothing", async () => {
      await make(named("dry"));
      const answer = await suite.hub.ask(suite.agent, commandRehearse, { name: command, input: order(named("dry"), to, from) });
      expect(answer).toMatchObject({ refusal: null, changes: [{ operation: "update", fields: each.changes }] });
      expect(await valuesOf(named("dry"))).toEqual(from);
    });

    it("is within the agent's role, and fails as forbidden for an account that may only read", async () => {
      await make(named("forbidden"));
      expect(await suite.hub.ask(suite.agent, accessReview, { commands: [command] })).toEqual({ missing: [], absentKinds: [] });
      const { outcome, obstacles } = await asReader(suite.cluster, command, order(named("forbidden"), to, from));
      expect(outcome).toMatchObject({ outcome: "failed", reason: "Forbidden" });
      const resource = each.isInStatus ? `${plural}/status` : plural;
      expect(obstacles.missing).toContainEqual(expect.objectContaining({ resource, verb: "patch" }));
      expect(await valuesOf(named("forbidden"))).toEqual(from);
    });
  });
}

/** Without its dry run an order to Ramen is a real failover, so a field must never be dropped in silence. */
function describeUnknownField(suite: ContractSuite): void {
  const definition = drPlacementControlWithoutTests;
  it("refuses an order for a field that this version of the kind does not know, and writes nothing of it", async () => {
    const found = operatorCases.find(({ command }) => command === ramenSetAction);
    if (!found) throw new Error("the case of Ramen is there");
    const { path, object, from, to } = found;
    const order = { namespace: NAMESPACE, name: "older", set: to, expect: from };
    const answers = (status: number) =>
      vi.waitUntil(async () => (await suite.cluster.request("GET", path)).status === status, { timeout: 20_000, interval: 200 });
    await suite.remove(paths.definitions, definition.metadata.name);
    await answers(404);
    await suite.create(paths.definitions, definition);
    await answers(200);
    await suite.create(path, { ...object, metadata: { name: "older" } });
    const rehearse = () => suite.hub.ask(suite.agent, commandRehearse, { name: ramenSetAction.name, input: order });
    await vi.waitUntil(async () => (await rehearse()).refusal?.reason !== "KindAbsent", { timeout: 20_000, interval: 200 });
    expect(await rehearse()).toMatchObject({
      refusal: { reason: "FieldUnknown", message: expect.stringContaining('unknown field "spec.dryRun"') },
    });
    expect(await suite.order(ramenSetAction.name, order)).toMatchObject({ outcome: "refused", reason: "FieldUnknown" });
    expect(await suite.read(path, "older")).toMatchObject({ spec: { preferredCluster: "prod" } });
    expect((await suite.read(path, "older"))?.spec).not.toHaveProperty("action");
  });
}

/** Every command that sets declared fields of one object: its effect, its refusals, its rights, and its way back. */
export function describeFields(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  afterAll(async () => {
    // Other cases count the kinds that the agent may not observe, and bring some of these themselves.
    const names = fieldCases.flatMap(({ definition, alsoServed = [] }) => [...(definition ? [definition] : []), ...alsoServed]);
    for (const name of new Set(names.map(({ metadata }) => metadata.name))) {
      await suite.remove(paths.definitions, name);
      await vi.waitUntil(async () => (await suite.read(paths.definitions, name)) === undefined, { timeout: 20_000 });
    }
  });
  for (const [i, each] of fieldCases.entries()) {
    // Of commands that share a kind the first is tried before the kind is there.
    const isFirst = each.definition !== null && fieldCases.findIndex(({ path }) => path === each.path) === i;
    describe(each.command.name, () => describeCase({ ...each, isFirst }, suite));
  }
  describe("ramen.set-action of an older Ramen", () => describeUnknownField(suite));
}
