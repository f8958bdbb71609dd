import { z } from "zod";
import { DnsLabel } from "./ids";
import type { PlanStep, StepName } from "./plan-step";

/** A cluster that steps of a plan act on although it is neither of the two sites: where Ramen's hub operator or Karmada runs. */
export const OtherCluster = z.strictObject({
  cluster: DnsLabel,
  /** Why a plan of these two sites reaches so far: whoever approves reads it. */
  why: z.string().trim().min(3, "say in a few words what is done there").max(300),
});
export type OtherCluster = z.infer<typeof OtherCluster>;

/** A plan that reaches further is several plans. */
export const MOST_OTHERS = 10;

/** Whose data moves between the two sites and nowhere else: what keeps two sites from writing knows these two alone. */
const betweenSites: readonly StepName[] = [
  "postgres.demote",
  "postgres.promote",
  "zalando.promote",
  "patroni.switchover",
  "vault.promote-dr",
];

/** A cluster that a form of a step names, and where; `isSite` when nothing but one of the plan's two sites will do. */
export interface NamedCluster {
  readonly cluster: string;
  readonly at: readonly string[];
  readonly isSite: boolean;
}

/** The clusters that a form of a step names. */
export function clustersIn(form: PlanStep["ungraceful"] | PlanStep): readonly NamedCluster[] {
  if (form === undefined || form === "skip") return [];
  const isSite = betweenSites.includes(form.use);
  const own = "cluster" in form.with ? [{ cluster: form.with.cluster, at: ["with", "cluster"], isSite }] : [];
  if (form.use === "postgres.promote" || form.use === "zalando.promote")
    return [...own, { cluster: form.with.source.cluster, at: ["with", "source", "cluster"], isSite }];
  if (form.use === "probe.checksum") return [...own, { cluster: form.with.other, at: ["with", "other"], isSite }];
  return own;
}
