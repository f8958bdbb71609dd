import { PROTOCOL_VERSION } from "@holdfast/contracts/agent-link";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { MOST_SKEW_MS } from "@holdfast/domain/gates/guards";
import type { LinkFacts } from "../ports";
import type { Site } from "../step-context";

/** Beyond this a finding; commands expire by the agent's clock. */
const SKEW_WARNING_MS = 500;

type Severity = PlanFinding["severity"];

const finding = (site: Site, code: string, severity: Severity, message: string): PlanFinding => ({
  step: null,
  code,
  severity,
  object: site.name,
  message,
});

/** What is lost at the primary is what the plan is for: it warns. At the standby it blocks. */
export const unreachableSeverity = (site: Site): Severity => (site.role === "primary" ? "warning" : "blocking");

/** What the link to a site's agent says about the plan. */
export function siteFindings(site: Site, link: LinkFacts): PlanFinding[] {
  if (!link.isConnected)
    return [finding(site, "AgentUnreachable", unreachableSeverity(site), `the agent of ${site.name}, the ${site.role}, is not connected`)];
  const found: PlanFinding[] = [];
  if (link.protocol !== null && (link.protocol > PROTOCOL_VERSION || link.protocol < PROTOCOL_VERSION - 1))
    found.push(
      finding(
        site,
        "AgentProtocol",
        "blocking",
        `the agent of ${site.name} speaks protocol ${link.protocol}, this hub ${PROTOCOL_VERSION}; update the agent`,
      ),
    );
  const skewMs = Math.abs(link.clockSkewMs ?? 0);
  if (skewMs > SKEW_WARNING_MS)
    found.push(
      finding(
        site,
        "ClockSkew",
        skewMs > MOST_SKEW_MS ? "blocking" : "warning",
        `the clock of ${site.name} is off by more than ${skewMs > MOST_SKEW_MS ? MOST_SKEW_MS : SKEW_WARNING_MS} ms; check its time service`,
      ),
    );
  return found;
}
