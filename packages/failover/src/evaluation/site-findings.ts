import { PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { worded } from "@holdfast/contracts/worded";
import { MOST_SKEW_MS } from "@holdfast/domain/gates/guards";
import { type Finding, finding, underCode } from "../define-step";
import type { LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** Beyond this a finding; commands expire by the agent's clock. */
const SKEW_WARNING_MS = 500;

type Severity = PlanFinding["severity"];

/** What is lost at the primary is what the plan is for: it warns. At the standby it blocks. */
export const unreachableSeverity = (site: Site): Severity => (site.role === "primary" ? "warning" : "blocking");

const unreachable = (site: Site): Finding => {
  const role = worded(site.role === "primary" ? "RolePrimary" : "RoleStandby");
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

/** What the link to a site's agent says about the plan. */
export const siteFindings = (site: Site, link: LinkFacts): PlanFinding[] =>
  linkFindings(site, link).map((found) => ({ step: null, ...found }));
