import { PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { clustersIn } from "@holdfast/contracts/plan-clusters";
import { RunMode } from "@holdfast/contracts/run-mode";
import { worded } from "@holdfast/contracts/worded";
import { MOST_SKEW_MS } from "@holdfast/domain/gates/guards";
import { stepInMode } from "@holdfast/domain/plan/step-in-mode";
import type { Workflow } from "@holdfast/domain/plan/workflow";
import { type Finding, finding, underCode } from "../define-step";
import type { LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** Beyond this a finding; commands expire by the agent's clock. */
const SKEW_WARNING_MS = 500;

type Severity = PlanFinding["severity"];

/** What is lost at the primary is what the plan is for: it warns. At the standby it blocks, and at any other cluster that steps need. */
export const unreachableSeverity = (site: Site): Severity => (site.role === "primary" ? "warning" : "blocking");

const roleWords = { primary: "RolePrimary", standby: "RoleStandby", other: "RoleOther" } as const;

const unreachable = (site: Site): Finding => {
  const role = worded(roleWords[site.role]);
  return underCode("AgentUnreachable", finding("SiteUnreachable", unreachableSeverity(site), site.name, { site: site.name, role }));
};

function linkFindings(site: Site, link: LinkFacts): Finding[] {
  if (!link.isConnected) return [unreachable(site)];
  const found: Finding[] = [];
  if (link.protocol !== null && (link.protocol > PROTOCOL_VERSION || link.protocol < PROTOCOL_VERSION - 1))
    found.push(finding("AgentProtocol", "blocking", site.name, { site: site.name, spoken: link.protocol, protocol: PROTOCOL_VERSION }));
  const skewMs = Math.abs(link.clockSkewMs ?? 0);
  if (skewMs > SKEW_WARNING_MS)
    found.push(
      finding("ClockSkew", skewMs > MOST_SKEW_MS ? "blocking" : "warning", site.name, {
        site: site.name,
        limitMs: skewMs > MOST_SKEW_MS ? MOST_SKEW_MS : SKEW_WARNING_MS,
      }),
    );
  return found;
}

/** How far a plan needs a cluster: in every run, in those of one mode, or not at all because its steps there may be left out. */
export type Need = "always" | RunMode | "never";

/** What the link to a site's agent says about the plan. */
export const siteFindings = (site: Site, link: LinkFacts, need: Need = "always"): PlanFinding[] =>
  linkFindings(site, link).map((found) => ({
    step: null,
    ...found,
    ...(need === "never" && found.severity === "blocking" ? { severity: "warning" } : {}),
    ...(need === "graceful" || need === "ungraceful" ? { mode: need } : {}),
  }));

/** How far a workflow needs a cluster that is neither of its sites. */
export function needOf(workflow: Workflow, cluster: string): Need {
  const modes = RunMode.options.filter((mode) =>
    workflow.steps.some((each) => {
      const step = stepInMode(each, mode);
      return step !== null && step.onFailure !== "skip" && clustersIn(step).some((named) => named.cluster === cluster);
    }),
  );
  const [only] = modes;
  return only === undefined ? "never" : modes.length > 1 ? "always" : only;
}
