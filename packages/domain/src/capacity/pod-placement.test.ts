import { describe, expect, it } from "vitest";
import { labelsLookedAt, mayStandOn, PlacementFacts } from "./pod-placement";

const labels = { zone: "a", cores: "16" };
const on = (placement: object, name = "n1") => mayStandOn({ isTainted: false, name, labels }, PlacementFacts.parse(placement));
const term = (key: string, operator: string, ...values: string[]) => ({ expressions: [{ key, operator, values }] });

describe("where pods may stand", () => {
  it.each([
    ["yes", term("zone", "In", "a", "b")],
    ["no", term("zone", "In", "b")],
    ["no", term("zone", "NotIn", "a")],
    ["yes", term("absent", "NotIn", "a")],
    ["yes", term("zone", "Exists")],
    ["no", term("zone", "DoesNotExist")],
    ["yes", term("cores", "Gt", "8")],
    ["no", term("cores", "Lt", "16")],
    ["no", term("zone", "Gt", "8")],
    ["no", term("zone", "Near", "a")],
    ["no", { expressions: [] }],
    ["yes", { fields: [{ key: "metadata.name", operator: "In", values: ["n1"] }] }],
    ["no", { fields: [{ key: "metadata.name", operator: "In", values: ["n2"] }] }],
  ])("is %s by the rules of a node affinity: %j", (verdict, nodeTerm) => {
    expect(on({ nodeTerms: [nodeTerm] })).toBe(verdict);
  });

  it("takes any of the terms, all of the selector, and both together", () => {
    expect(on({ nodeTerms: [term("zone", "In", "b"), term("zone", "In", "a")] })).toBe("yes");
    expect(on({ nodeSelector: { zone: "a", disk: "ssd" } })).toBe("no");
    expect(on({ nodeSelector: { zone: "a" }, nodeTerms: [term("zone", "In", "b")] })).toBe("no");
    expect(on({ nodeSelector: { constructor: "Object" } })).toBe("no");
  });

  it("names the labels that have to be known to tell", () => {
    const placements = [PlacementFacts.parse({ nodeSelector: { disk: "ssd" }, nodeTerms: [term("zone", "Exists")] })];
    expect(labelsLookedAt(placements).sort()).toEqual(["disk", "zone"]);
  });
});
