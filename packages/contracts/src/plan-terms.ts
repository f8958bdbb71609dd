import { z } from "zod";
import { DnsLabel, ObjectName } from "./ids";
import { RunMode } from "./run-mode";
import { ProbePromql } from "./steps/probe-promql";

/** A cluster that serves beside the two sites of a plan, and by what one sees that it does. */
export const ServingSite = z.strictObject({
  cluster: DnsLabel,
  /** What has to have a ready replica there; absent: a ready node is enough. */
  workload: z
    .strictObject({ kind: z.enum(["Deployment", "StatefulSet"]).default("Deployment"), namespace: ObjectName, name: ObjectName })
    .optional(),
});
export type ServingSite = z.infer<typeof ServingSite>;

const MOST_SITES = 10;

/** How many sites have to serve once a run has left its primary: the standby, and these. */
export const ServingTerms = z.strictObject({
  atLeast: z
    .number()
    .int()
    .min(1)
    .max(MOST_SITES + 1),
  sites: z.array(ServingSite).min(1, "leave serving out where nothing serves beside the standby").max(MOST_SITES),
});
export type ServingTerms = z.infer<typeof ServingTerms>;

/**
 * Something that halts a run before its next order while it is so: an error budget that burns, or an alarm, which is a query on `ALERTS`.
 * Nothing here has a default but what `ProbePromql` has: a plan without it keeps the content hash that it had.
 */
export const HaltCondition = ProbePromql.omit({ consecutive: true, intervalMs: true }).extend({
  name: DnsLabel,
  /** The runs that it can halt; absent: all. */
  modes: z.array(RunMode).min(1).max(RunMode.options.length).optional(),
  /** What a run does that can't read it; absent: it is held. One whose primary is lost goes on in either case. */
  unreadable: z.enum(["hold", "pass"]).optional(),
});
export type HaltCondition = z.infer<typeof HaltCondition>;

/** More than this nobody reads before an order. */
export const MOST_HALTS = 10;

/** What a plan asks of the guards of its runs, beside what every run is asked. */
export interface PlanTerms {
  readonly serving?: ServingTerms | undefined;
  readonly haltWhile?: readonly HaltCondition[] | undefined;
}

interface OfPlan extends PlanTerms {
  readonly primary: string;
  readonly standby: string;
}

/** Something wrong with the terms of a plan, and where. */
export interface TermIssue {
  readonly path: (string | number)[];
  readonly message: string;
}

/** What is wrong with the terms of a plan: sites that count twice or not at all, more sites than there are, conditions of foreign sites. */
export function termIssues({ primary, standby, serving, haltWhile = [] }: OfPlan): TermIssue[] {
  const issues: TermIssue[] = [];
  const sites = serving?.sites.map(({ cluster }) => cluster) ?? [];
  sites.forEach((cluster, i) => {
    const path = ["spec", "serving", "sites", i, "cluster"];
    if (cluster === primary || cluster === standby)
      issues.push({ path, message: "is a site of this plan: the one that is left does not count, and the other does already" });
    else if (sites.indexOf(cluster) < i) issues.push({ path, message: `stands here twice: ${cluster}` });
  });
  if (serving && serving.atLeast > sites.length + 1)
    issues.push({
      path: ["spec", "serving", "atLeast"],
      message: `must be at most ${sites.length + 1}: the standby, and the sites of the list`,
    });
  haltWhile.forEach(({ name, cluster }, i) => {
    const at = ["spec", "haltWhile", i];
    if (haltWhile.findIndex((each) => each.name === name) < i)
      issues.push({ path: [...at, "name"], message: `is the name of another condition: ${name}` });
    if (cluster !== primary && cluster !== standby)
      issues.push({ path: [...at, "cluster"], message: `must be a site of this plan: ${primary} or ${standby}` });
  });
  return issues;
}
