import { accessReview } from "@holdfast/contracts/queries/access-review";
import type { Finding } from "../define-step";
import type { StepContext } from "../step-context";

/** Whether the agent of a site may do what a command needs, and whether the kinds are served there. */
export async function checkAccess(ctx: StepContext, cluster: string, command: string): Promise<Finding[]> {
  const { missing, absentKinds } = await ctx.read(cluster, accessReview, { commands: [command] });
  return [
    ...absentKinds.map(({ group, resource }): Finding => {
      const object = group === "" ? resource : `${resource}.${group}`;
      return { code: "KindAbsent", severity: "blocking", object, message: `${cluster} does not serve ${object}` };
    }),
    ...missing.map(({ group, resource, verb }): Finding => {
      const object = group === "" ? resource : `${resource}.${group}`;
      return {
        code: "AccessMissing",
        severity: "blocking",
        object,
        message: `the agent of ${cluster} may not ${verb} ${object}; apply its current ClusterRole`,
      };
    }),
  ];
}
