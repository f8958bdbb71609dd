import { describe, expect, it } from "vitest";
import { PlanSpec } from "./plan";

const plan = (more: object) =>
  PlanSpec.safeParse({
    ...{ apiVersion: "holdfast.dev/v1alpha1", kind: "FailoverPlan", metadata: { name: "core" } },
    spec: {
      ...{ group: "core", primary: "prod", standby: "dr", rtoSeconds: 15 },
      activate: { steps: [{ name: "wait", use: "wait", with: { seconds: 1 } }] },
      ...more,
    },
  });
const halt = (more: object = {}) => ({ name: "budget", cluster: "dr", query: "burn", comparison: ">", threshold: 1, ...more });
const issues = (more: object) => plan(more).error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];

describe("the terms of a plan", () => {
  it("leave a plan that has none as it was, so that its hash stays", () => {
    expect(Object.keys(plan({}).data?.spec ?? {})).not.toEqual(expect.arrayContaining(["serving"]));
    expect(Object.keys(plan({}).data?.spec ?? {})).not.toEqual(expect.arrayContaining(["haltWhile"]));
  });

  it.each<[string, object, string[]]>([
    ["are taken", { serving: { atLeast: 2, sites: [{ cluster: "b" }] }, haltWhile: [halt()] }, []],
    [
      "count no site of the plan itself",
      { serving: { atLeast: 1, sites: [{ cluster: "prod" }] } },
      ["spec.serving.sites.0.cluster is a site of this plan: the one that is left does not count, and the other does already"],
    ],
    [
      "count no site twice",
      { serving: { atLeast: 1, sites: [{ cluster: "b" }, { cluster: "b" }] } },
      ["spec.serving.sites.1.cluster stands here twice: b"],
    ],
    [
      "ask for no more sites than there are",
      { serving: { atLeast: 3, sites: [{ cluster: "b" }] } },
      ["spec.serving.atLeast must be at most 2: the standby, and the sites of the list"],
    ],
    ["ask no foreign site", { haltWhile: [halt({ cluster: "b" })] }, ["spec.haltWhile.0.cluster must be a site of this plan: prod or dr"]],
    ["name each condition once", { haltWhile: [halt(), halt()] }, ["spec.haltWhile.1.name is the name of another condition: budget"]],
  ])("%s", (_, more, expected) => expect(issues(more)).toEqual(expected));
});
