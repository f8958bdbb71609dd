import { ProbeChecksum } from "@holdfast/contracts/steps/probe-checksum";
import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it } from "vitest";
import { eventually } from "../../test/eventually";
import { suiteHub } from "../../test/suite-hub";

const hub = suiteHub(suiteDatabase());

async function scene(more: object = {}) {
  const stage = await hub.stage();
  const [cluster, other] = [stage.primary.name, stage.standby.name];
  const give = (here: number[], there: number[]) => {
    stage.primary.metrics.set("rows", here);
    stage.standby.metrics.set("rows", there);
  };
  const step = { name: "same", use: "probe.checksum" as const, with: { cluster, other, query: "rows", intervalMs: 200, ...more } };
  return { stage, step, give, cluster, other };
}

describe("probe.checksum", () => {
  it("is done when both sites have given the same several times in a row, and says who gives what until then", async () => {
    const { stage, step, give, cluster, other } = await scene();
    give([1_000_000], [999_999]);
    const runId = await stage.run([step]);
    const saysNow = () => eventually(async () => (await hub.reachesStep(runId, 0, "Verifying")).steps[0]?.message);
    await saysNow().toBe(`waiting for ${cluster} and ${other} to agree, now 1000000 and 999999`);
    give([1_000_000], []);
    await saysNow().toBe("waiting for a value of the query");
    give([1_000_000], [1_000_000]);
    expect((await hub.reaches(runId, "Succeeded")).steps[0]?.message).toBe(`${cluster} and ${other} agree on 1000000, 2 times in a row`);
    expect(stage.effects()).toEqual([]);
  });

  it("lets them differ by as much as the plan says, and no more", async () => {
    const near = await scene({ tolerance: 5, consecutive: 1 });
    near.give([100], [105]);
    await hub.reaches(await near.stage.run([near.step]), "Succeeded");
    const far = await scene({ tolerance: 5, consecutive: 1 });
    far.give([100], [106]);
    const run = await hub.reaches(await far.stage.run([{ ...far.step, timeoutSeconds: 1 }]), "Paused");
    expect(run.phaseMessage).toContain("now 100 and 106");
  });

  it.each([
    ["one", (stage: Awaited<ReturnType<typeof hub.stage>>) => stage.primary],
    ["the other", (stage: Awaited<ReturnType<typeof hub.stage>>) => stage.standby],
  ])("fails at once where %s has no Prometheus", async (_, siteOf) => {
    const { stage, step, give } = await scene();
    give([1], [1]);
    siteOf(stage).hasPrometheus = false;
    expect((await hub.reaches(await stage.run([step]), "Paused")).phaseMessage).toBe("same: no Prometheus is configured");
  });

  it("compares two sites of the plan", async () => {
    const { stage, step, cluster } = await scene();
    const same = ProbeChecksum.safeParse({ ...step.with, other: cluster });
    expect(same.error?.issues[0]).toMatchObject({ path: ["other"] });
    expect(() => stage.plan([{ ...step, with: { ...step.with, other: "elsewhere" } }])).toThrow(/must be a site of this plan/);
  });
});
