import type { ClusterView } from "@holdfast/contracts/cluster";
import type { CompareRuleView } from "@holdfast/contracts/compare-rule";
import { describe, expect, it } from "vitest";
import { draftOfRow, draftOfRule, gapsOf, matchOfDraft, ruleOfDraft } from "./rule-draft";

const cluster = (name: string, environment: string) => ({ id: `id-${name}`, name, environment }) as unknown as ClusterView;
const pair = { left: cluster("prod", "production"), right: cluster("dr", "dr") };
const row = { kind: "Deployment", namespace: "bank", name: "core", field: "images", group: "version" as const };
const now = new Date("2026-11-01T12:00:00Z");
const draft = { ...draftOfRow(row), reason: "a release behind" };

describe("a rule that is being written", () => {
  it("starts with just the difference that one stood on, in the comparison that one is in", () => {
    expect(ruleOfDraft(draft, pair, null, now)).toEqual({
      pair: { scope: "clusters", clusterIds: ["id-prod", "id-dr"] },
      ...{ kind: "Deployment", namespace: "bank", name: "core", field: "images", reason: "a release behind", expiresAt: null },
    });
    const missing = draftOfRow({ ...row, namespace: null, field: "", group: "missing" });
    expect(matchOfDraft(missing, pair, null)).toMatchObject({ namespace: "*", field: null });
  });

  it("can be widened to the environments of the two, to any pair and to any kind", () => {
    expect(matchOfDraft({ ...draft, scope: "environments" }, pair, null)?.pair).toEqual({
      scope: "environments",
      environments: ["production", "dr"],
    });
    expect(matchOfDraft({ ...draft, scope: "any", kind: " " }, pair, null)).toMatchObject({ pair: { scope: "any" }, kind: null });
  });

  it("is nothing to keep without a reason, a name or a field, and says which", () => {
    const empty = { ...draft, namespace: " ", name: "", field: "", reason: "no" };
    expect(gapsOf(empty, now)).toEqual(["namespace", "name", "field", "reason"]);
    expect(gapsOf({ ...draft, field: "", isMissing: true }, now)).toEqual([]);
    expect(ruleOfDraft(empty, pair, null, now)).toBeNull();
    expect(ruleOfDraft({ ...draft, reason: "" }, pair, null, now)).toBeNull();
    expect(matchOfDraft({ ...draft, reason: "" }, pair, null)).not.toBeNull();
  });

  it("expires in the future or not at all", () => {
    expect(gapsOf({ ...draft, until: "2020-01-01T10:00" }, now)).toEqual(["until"]);
    expect(ruleOfDraft({ ...draft, until: "2020-01-01T10:00" }, pair, null, now)).toBeNull();
    expect(gapsOf({ ...draft, until: "2027-01-01T10:00" }, now)).toEqual([]);
  });

  it("keeps the pair of the rule that it changes, whatever is compared meanwhile, and its expiry to the minute", () => {
    const expiresAt = new Date("2027-01-01T12:30:00");
    const kept = { scope: "clusters", clusterIds: ["id-a", "id-b"] } as unknown as CompareRuleView["pair"];
    const rule = { ...row, kind: null, field: null, pair: kept, reason: "because", expiresAt } as unknown as CompareRuleView;
    expect(ruleOfDraft(draftOfRule(rule), pair, kept, now)).toEqual({
      ...{ pair: kept, kind: null, namespace: "bank", name: "core", field: null, reason: "because", expiresAt },
    });
    expect(matchOfDraft({ ...draftOfRule(rule), scope: "environments" }, pair, kept)?.pair).toMatchObject({ scope: "environments" });
  });
});
