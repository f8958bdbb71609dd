import { PlanStep } from "@holdfast/contracts/plan-step";
import { describe, expect, it } from "vitest";
import { endingWrites, endsWrites } from "./ends-writes";
import { type SourceFacts, sourceGuard } from "./source-guard";

const facts: SourceFacts = { sight: { kind: "unseen", message: "can't be seen" }, endedBy: [], isLossAccepted: false };
const sees = (kind: SourceFacts["sight"]["kind"]) => ({ sight: { kind, message: kind } });

describe("the side whose writes a promotion takes over", () => {
  it.each<[string, Partial<SourceFacts>, boolean]>([
    ["is seen to have stopped", sees("stopped"), true],
    ["is seen to write", sees("writes"), false],
    ["is seen to write although a fence stands on record", { ...sees("writes"), endedBy: ["fence"] }, false],
    ["is seen to write although its loss was accepted", { ...sees("writes"), isLossAccepted: true }, false],
    ["is not seen", {}, false],
    ["is not seen and this run has fenced it", { endedBy: ["fence"] }, true],
    ["is not seen and the step accepts that", { isLossAccepted: true }, true],
  ])("%s", (_, change, isMet) =>
    expect(sourceGuard({ ...facts, ...change })).toMatchObject({ name: "source-fenced", isMet, canHeal: true, pauses: "late" }),
  );

  it("is told of with what proves it, and with what is missing", () => {
    expect(sourceGuard({ ...facts, endedBy: ["fence", "demote"] }).message).toContain("fence, demote");
    expect(sourceGuard({ ...facts, isLossAccepted: true }).message).toContain("as it was approved accepts");
    expect(sourceGuard(facts).message).toBe(
      "nothing proves that the other site has stopped writing: no fence or demotion of this run, and the loss is not accepted (can't be seen)",
    );
  });
});

describe("a step that is done", () => {
  const source = { cluster: "prod", namespace: "bank", name: "ledger" };
  const step = (use: string, given: object) => PlanStep.parse({ name: "x", use, with: given });
  const fence = (more: object) => step("network.fence", { cluster: "prod", namespace: "bank", ...more });
  it.each<[string, PlanStep, boolean]>([
    ["a fence of the storage that names its cluster", step("storage.fence", { cluster: "dr", name: "prod" }), true],
    ["a fence of the storage of who knows what", step("storage.fence", { cluster: "prod", name: "rack-7" }), false],
    ["a fence of the storage that was lifted", step("storage.fence", { cluster: "dr", name: "prod", state: "Unfenced" }), false],
    ["its demotion", step("postgres.demote", { cluster: "prod", namespace: "bank", name: "ledger", to: "ledger-dr" }), true],
    ["the demotion of another", step("postgres.demote", { cluster: "prod", namespace: "bank", name: "cards", to: "cards-dr" }), false],
    ["a fence around its namespace", fence({}), true],
    ["a fence around its pods", fence({ pods: { "cnpg.io/cluster": "ledger" } }), true],
    ["a fence of the mesh, which a database need not go through", fence({ by: "AuthorizationPolicy" }), false],
    ["a fence of Cilium", fence({ by: "CiliumNetworkPolicy" }), true],
    ["a fence around other pods", fence({ pods: { app: "web" } }), false],
    ["a fence around some of its pods", fence({ pods: { "cnpg.io/cluster": "ledger", role: "replica" } }), false],
    ["a fence around another namespace", fence({ namespace: "cards" }), false],
    ["a fence at another site", fence({ cluster: "dr" }), false],
    ["a fence that was taken away", fence({ fenced: false }), false],
    ["a scaling", step("workload.scale", { cluster: "prod", namespace: "bank", name: "ledger", replicas: 0 }), false],
  ])("%s keeps the source from writing: %#", (_, done, expected) => expect(endsWrites(done, source)).toBe(expected));

  const demote = step("postgres.demote", { cluster: "prod", namespace: "bank", name: "ledger", to: "ledger-dr" });
  const promote = (name: string) =>
    step("postgres.promote", {
      ...{ cluster: "prod", namespace: "bank", name },
      source: { cluster: "dr", namespace: "bank", name: `${name}-dr` },
    });
  const storage = (state: string) => step("storage.fence", { cluster: "dr", name: "prod", state });
  it.each<[string, PlanStep[], PlanStep[]]>([
    ["is taken back by a later one that lifts it", [fence({}), fence({ fenced: false })], []],
    ["is taken back by whatever is lifted of its namespace", [fence({}), fence({ fenced: false, pods: { app: "web" } })], []],
    ["is taken back by a later one that opens the storage", [storage("Fenced"), storage("Unfenced")], []],
    ["is taken back by the promotion of what it demoted", [demote, promote("ledger")], []],
    ["stays when something else is promoted", [demote, promote("cards")], [demote]],
    ["stays when another namespace is opened", [fence({}), fence({ namespace: "cards", fenced: false })], [fence({})]],
    ["stays when another kind of fence is lifted", [demote, fence({ fenced: false })], [demote]],
    ["counts after an earlier one was lifted", [fence({ fenced: false }), fence({})], [fence({})]],
  ])("%s", (_, done, expected) => expect(endingWrites(done, source)).toEqual(expected));
});
