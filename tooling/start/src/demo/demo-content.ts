import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { savePlan } from "@holdfast/services/failover/save-plan";
import { savePolicy } from "@holdfast/services/policies/save-policy";
import type { SimulatedCluster } from "./demo-clusters";

/** Gives the demo a failover plan and a policy to begin with, unless somebody has made them already. */
export async function demoContent(ctx: ServiceContext, repository: string, clusters: readonly SimulatedCluster[]): Promise<void> {
  const folder = join(repository, "tooling", "start", "demo");
  if ((await ctx.db.prisma.plan.count()) === 0) {
    const standby = clusters.find((cluster) => cluster.environment === "dr");
    const yaml = readFileSync(join(folder, "bank-core-plan.yaml"), "utf8").replaceAll(
      "PROBE_ORIGIN",
      standby?.probeOrigin ?? "http://127.0.0.1",
    );
    await savePlan(ctx, { yaml, basedOnVersion: 0 });
  }
  if ((await ctx.db.prisma.policy.count()) === 0) {
    const yaml = readFileSync(join(folder, "no-latest-tag.yaml"), "utf8");
    await savePolicy(ctx, {
      name: "no-latest-tag",
      description: "Images must name a version: a tag that moves can't be rolled back.",
      yaml,
      tests: "",
      placement: {},
      basedOnVersion: 0,
    });
  }
}
