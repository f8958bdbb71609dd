import type { RuleMatch } from "@holdfast/contracts/compare-rule";
import type { ClusterId } from "@holdfast/contracts/ids";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowsAll, isForPair, isInForce, type RuledDifference, ruleAllows } from "./compare-rule";

const core: RuledDifference = { group: "config", kind: "Deployment", namespace: "bank", name: "core", field: "template.node" };
const rule = (part: Partial<Omit<RuleMatch, "pair">> = {}) => ({
  kind: "Deployment",
  namespace: "bank",
  name: "core",
  field: "template.node",
  ...part,
});
const allows = (part: Partial<Omit<RuleMatch, "pair">>, difference: Partial<RuledDifference> = {}) =>
  ruleAllows(rule(part))({ ...core, ...difference });

describe("a rule of one's own", () => {
  it("allows what it names and nothing beside it", () => {
    expect(allows({})).toBe(true);
    expect(allows({}, { kind: "StatefulSet" })).toBe(false);
    expect(allows({}, { namespace: "pay" })).toBe(false);
    expect(allows({}, { name: "core-2" })).toBe(false);
    expect(allows({}, { field: "template.nodes" })).toBe(false);
  });

  it("takes a star for anything in names, and nothing else for a sign", () => {
    expect(allows({ namespace: "ba*", name: "*or*" })).toBe(true);
    expect(allows({ name: "c.re" })).toBe(false);
    expect(allows({ kind: null, namespace: "*" }, { kind: "ClusterRole", namespace: null })).toBe(true);
    expect(allows({ namespace: "bank" }, { namespace: null })).toBe(false);
  });

  it("of a field never allows that an object is missing, and of a missing object never a field", () => {
    expect(allows({ field: "*" }, { group: "missing", field: "" })).toBe(false);
    expect(allows({ field: null }, { group: "missing", field: "" })).toBe(true);
    expect(allows({ field: null })).toBe(false);
  });

  it("whose field can't be read any more allows nothing", () => {
    expect(allows({ field: "template..node" }, { field: "template..node" })).toBe(false);
  });

  it("is known for one that allows everything", () => {
    expect(allowsAll(rule({ kind: null, namespace: "*", name: "**", field: "*" }))).toBe(true);
    for (const narrower of [{ kind: "Deployment" }, { namespace: "bank" }, { name: "c*" }, { field: "template.*" }, { field: null }])
      expect(allowsAll(rule({ kind: null, namespace: "*", name: "*", field: "*", ...narrower }))).toBe(false);
  });

  it("answers at once whatever name it is given", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 253 }), fc.string({ maxLength: 253 }), (glob, name) => {
        expect(typeof allows({ name: glob || "*" }, { name })).toBe("boolean");
      }),
    );
    const started = performance.now();
    expect(allows({ name: "*a".repeat(120) }, { name: `${"a".repeat(250)}b` })).toBe(false);
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe("the pair of a rule", () => {
  const [prod, dr, test] = [
    { id: "1", environment: "production" },
    { id: "2", environment: "dr" },
    { id: "3", environment: "test" },
  ] as const;

  it("is two clusters in either direction, and no third", () => {
    const pair = { scope: "clusters" as const, clusterIds: ["1", "2"] as [ClusterId, ClusterId] };
    expect([isForPair(pair, prod, dr), isForPair(pair, dr, prod), isForPair(pair, prod, test)]).toEqual([true, true, false]);
  });

  it("is two environments in either direction; one twice means two clusters of it", () => {
    const pair = { scope: "environments" as const, environments: ["production", "dr"] as ["production", "dr"] };
    expect([isForPair(pair, prod, dr), isForPair(pair, dr, prod), isForPair(pair, prod, test)]).toEqual([true, true, false]);
    expect(isForPair(pair, prod, { id: "4", environment: "production" })).toBe(false);
    const twice = { scope: "environments" as const, environments: ["test", "test"] as ["test", "test"] };
    expect([isForPair(twice, test, { id: "4", environment: "test" }), isForPair(twice, test, prod)]).toEqual([true, false]);
  });

  it("may be any", () => {
    expect(isForPair({ scope: "any" }, test, prod)).toBe(true);
  });
});

it("a rule counts until it expires, and not at that instant", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  expect(isInForce(null, now)).toBe(true);
  expect(isInForce(new Date(now.getTime() + 1), now)).toBe(true);
  expect(isInForce(now, now)).toBe(false);
});
