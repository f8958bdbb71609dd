import { z } from "zod";
import type { ClusterRow } from "../access/cluster-row";
import { permittedOn } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";

/** What a terminal would reach into the cluster's own workings from, and the namespace that an agent's manifest names. */
export const USUAL_PROTECTED: readonly string[] = ["kube-system", "holdfast"];

const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const WRONG = "must be names of namespaces with commas between, or empty for none";

/** The part of the environment that says which namespaces are protected. */
export const terminalEnv = z.object({
  HOLDFAST_PROTECTED_NAMESPACES: z
    .string()
    .default(USUAL_PROTECTED.join(","))
    .transform((text) =>
      text
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    )
    .refine((names) => names.every((name) => NAMESPACE.test(name)), WRONG)
    .describe("The namespaces in which nobody opens a terminal, unless they are elevated on that cluster for some hours. Empty: none."),
});

/** Whether the caller holds the right to terminals on the cluster by an elevation: for some hours, by a second person's yes. */
export async function isElevatedForTerminals(ctx: ServiceContext, cluster: ClusterRow): Promise<boolean> {
  if (ctx.actor.kind === "system") return true;
  const subject = await ctx.subject();
  const elevated = { ...subject, grants: subject.grants.filter((grant) => grant.isElevation) };
  return permittedOn(elevated, "pods:exec", cluster).effect === "allow";
}
