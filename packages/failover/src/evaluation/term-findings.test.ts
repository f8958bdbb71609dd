import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { evaluationSuite } from "../../test/evaluation-suite";

const suite = evaluationSuite(suiteDatabase());
const sites = { primary: "prod", standby: "dr" };
const codes = ["HaltBlank", "HaltIsSo", "SiteNotServing"];

/** A plan whose condition asks one of its two sites, which only exist once the scene does. */
async function aScene(at: keyof typeof sites) {
  let name = "";
  const more = {
    serving: { atLeast: 1, sites: [{ cluster: "elsewhere" }] },
    get haltWhile() {
      return [{ name: "budget", cluster: name, query: "burn", comparison: ">", threshold: 14.4 }];
    },
  };
  const scene = await suite.aScene((step, pair) => {
    name = pair[at].name;
    return [step.scale(10)];
  }, more);
  const found = async () => (await scene.evaluate()).filter(({ code }) => codes.includes(code));
  return { ...scene, found: async () => (await found()).map(({ severity, code, message }) => `${severity} ${code}: ${message}`) };
}

describe("the evaluation of a plan that names guards", () => {
  it("warns of a condition that is so, and of a site that would not serve; it blocks nothing", async () => {
    const scene = await aScene("standby");
    scene.standby.metrics.set("burn", [20]);
    expect(await scene.found()).toEqual([
      "warning SiteNotServing: it would not count among the sites that serve afterwards: there is no cluster elsewhere",
      `warning HaltIsSo: budget: burn at ${scene.standby.name} is > 14.4 now`,
    ]);
  });

  it("says the same of it whatever its figure is: what was approved stays what it was", async () => {
    const scene = await aScene("standby");
    scene.standby.metrics.set("burn", [20]);
    const before = await scene.evaluate();
    scene.standby.metrics.set("burn", [21]);
    expect(await scene.evaluate()).toEqual(before);
  });

  it("warns of a condition that can't be read, before a run is held by it", async () => {
    const scene = await aScene("primary");
    scene.primary.hasPrometheus = false;
    expect((await scene.found())[1]).toMatch(/^warning HaltBlank: budget: burn at .* can't be read: /);
  });

  it("says nothing of one that is not so", async () => {
    const scene = await aScene("standby");
    scene.standby.metrics.set("burn", [1]);
    expect((await scene.found()).map((each) => each.split(":")[0])).toEqual(["warning SiteNotServing"]);
  });
});
