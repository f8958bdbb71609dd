import { describe, expect, it } from "vitest";
import { policiesInForce, policyParity } from "./policy-parity";

const site = (policies: Record<string, readonly string[][]>, failurePolicy = "Fail") =>
  policiesInForce(
    Object.keys(policies).map((name) => ({ name, failurePolicy })),
    Object.entries(policies).flatMap(([policy, bindings]) => bindings.map((actions) => ({ policy, actions }))),
  );
const gaps = (...sites: Parameters<typeof policyParity>) => {
  const { weaker, stricter } = policyParity(...sites);
  return { weaker: weaker.map(({ name, to }) => `${name} ${to.enforcement}`), stricter: stricter.map(({ name }) => name) };
};

describe("the policies of two sites", () => {
  it("are alike where both refuse, and where neither does", () => {
    const bound = { images: [["Deny", "Audit"]], labels: [["Warn"]], unbound: [] };
    expect(gaps(site(bound), site(bound))).toEqual({ weaker: [], stricter: [] });
    expect(gaps(site({ labels: [["Warn"]] }), site({ labels: [["Audit"]] }))).toEqual({ weaker: [], stricter: [] });
  });

  it.each<[string, Record<string, string[][]>, string]>([
    ["absent", {}, "images None"],
    ["not bound", { images: [] }, "images None"],
    ["only told of", { images: [["Warn", "Audit"]] }, "images Warn"],
    ["only kept on record", { images: [["Audit"]] }, "images Audit"],
  ])("are weaker where one is %s that the other enforces, and stricter the other way round", (_, there, expected) => {
    const here = site({ images: [["Audit"], ["Deny"]] });
    expect(gaps(here, site(there))).toEqual({ weaker: [expected], stricter: [] });
    expect(gaps(site(there), here)).toEqual({ weaker: [], stricter: ["images"] });
  });

  it("are weaker where what can't be judged is let in", () => {
    expect(gaps(site({ images: [["Deny"]] }), site({ images: [["Deny"]] }, "Ignore"))).toEqual({ weaker: ["images Deny"], stricter: [] });
  });
});
