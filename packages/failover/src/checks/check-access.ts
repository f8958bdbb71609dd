import { accessReview } from "@holdfast/contracts/queries/access-review";
import { type Finding, finding } from "../define-step";
import type { StepContext } from "../step-context";

/** Whether the agent of a site may do what a command needs, and whether the kinds are served there. */
export async function checkAccess(ctx: StepContext, cluster: string, command: string): Promise<Finding[]> {
  const { missing, absentKinds } = await ctx.read(cluster, accessReview, { commands: [command] });
  return [
    ...absentKinds.map(({ group, resource }): Finding => {
      const object = group === "" ? resource : `${resource}.${group}`;
      return finding("KindAbsent", "blocking", object, { site: cluster, kind: object });
    }),
    ...missing.map(({ group, resource, verb }): Finding => {
      const object = group === "" ? resource : `${resource}.${group}`;
      return finding("AccessMissing", "blocking", object, { site: cluster, verb, resource: object });
    }),
  ];
}
