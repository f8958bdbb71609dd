import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanSpec } from "@holdfast/contracts/plan";
import type { RunMode } from "@holdfast/contracts/run-mode";
import { worded } from "@holdfast/contracts/worded";
import type { CountedSite, HaltReading } from "@holdfast/domain/gates/term-guards";
import { finding, underCode } from "../define-step";
import { gatherTerms, type TermPorts } from "../runner/gather-terms";
import type { Site } from "../step-context";

interface Asked {
  readonly plan: PlanSpec;
  readonly sites: readonly Site[];
  readonly mode: RunMode;
}

function ofHalt(halt: HaltReading): PlanFinding[] {
  const { name, site, query, condition, why } = halt;
  if (why) return [{ step: null, ...finding("HaltBlank", "warning", query, { name, query, site, why }) }];
  // Without its figure, which would make other findings of it, to be approved anew, at each look; the guard tells it.
  const found = () => underCode("HaltIsSo", finding("HaltHolds", "warning", query, { name, query, site, condition }));
  return halt.isSo ? [{ step: null, ...found() }] : [];
}

const ofSite = ({ name, trouble }: CountedSite): PlanFinding[] =>
  trouble ? [{ step: null, code: "SiteNotServing", severity: "warning", object: name, ...worded("SiteNotServing", { trouble }) }] : [];

/** What the plan's own guards would say now: warnings, for a run asks them again, and whoever overrides them has to be able to request it. */
export async function termFindings(ports: TermPorts, { plan, sites, mode }: Asked, signal: AbortSignal): Promise<PlanFinding[]> {
  const { serving, haltWhile } = plan.spec;
  const [primary, standby] = (["primary", "standby"] as const).map((role) => sites.find((site) => site.role === role));
  if ((!serving && !haltWhile) || !primary || !standby) return [];
  const of = { terms: { serving, haltWhile }, sites: [primary, standby] as const, mode, kind: "real" };
  const seen = await gatherTerms(ports, of, signal);
  return [...(seen.serving?.sites.flatMap(ofSite) ?? []), ...seen.halts.flatMap(ofHalt)];
}
