import type { JsonObject } from "@holdfast/contracts/json";
import { accessReview } from "@holdfast/contracts/queries/access-review";
import { commandRehearse } from "@holdfast/contracts/queries/command-rehearse";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asReader } from "./as-reader";
import type { ContractCluster } from "./contract-cluster";
import { type FieldCase, fieldCases } from "./field-cases";
import { NAMESPACE, paths } from "./fixtures";
import { type ContractSuite, contractSuite } from "./suite";

function describeCase(each: FieldCase & { isFirst: boolean }, suite: ContractSuite): void {
  const { path: base, from, to } = each;
  const command = each.command.name;
  const plural = base.split("/").at(-1) ?? "";
  const ask = async (name: string) =>
    // What every question about declared fields is answered with.
    (await suite.hub.ask(suite.agent, each.query, { namespace: NAMESPACE, name })) as {
      isServed: boolean;
      found: { values: JsonObject } | null;
    };
  /** Commands of one kind keep to objects of their own. */
  const named = (what: string) => `${command.replaceAll(".", "-")}-${what}`;
  const order = (name: string, set: JsonObject, expected: JsonObject) => ({ namespace: NAMESPACE, name, set, expect: expected });
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
      expect(obstacles.missing).toMatchObject([{ resource: each.isInStatus ? `${plural}/status` : plural, verb: "patch" }]);
      expect(await valuesOf(named("forbidden"))).toEqual(from);
    });
  });
}

/** Every command that sets declared fields of one object: its effect, its refusals, its rights, and its way back. */
export function describeFields(cluster: () => ContractCluster): void {
  const suite = contractSuite(cluster);
  afterAll(async () => {
    // Other cases count the kinds that the agent may not observe.
    for (const { definition } of fieldCases) if (definition) await suite.remove(paths.definitions, definition.metadata.name);
  });
  for (const [i, each] of fieldCases.entries()) {
    // Of commands that share a kind the first is tried before the kind is there.
    const isFirst = each.definition !== null && fieldCases.findIndex(({ path }) => path === each.path) === i;
    describe(each.command.name, () => describeCase({ ...each, isFirst }, suite));
  }
}
