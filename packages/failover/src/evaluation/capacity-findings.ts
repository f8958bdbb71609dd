import type { PlanFinding } from "@holdfast/contracts/gate";
import { RunMode } from "@holdfast/contracts/run-mode";
import type { Database } from "@holdfast/db/database";
import { judgeBudgets } from "@holdfast/domain/capacity/judge-budgets";
import { judgeQuotas, type QuotaShortage } from "@holdfast/domain/capacity/judge-quotas";
import { judgeRoom, type RoomJudgement } from "@holdfast/domain/capacity/judge-room";
import type { NodeRoom } from "@holdfast/domain/capacity/node-room";
import { labelsLookedAt } from "@holdfast/domain/capacity/pod-placement";
import { type CapacityFacts, capacityFacts } from "../checks/capacity-facts";
import { nodeRooms } from "../checks/free-capacity";
import { type Finding, finding } from "../define-step";
import type { Site } from "../step-context";
import { demandsOf, type StepAsked, type StepDemand } from "./demands-of";

type OfStep = Omit<PlanFinding, "mode">;

const of = ({ step }: StepDemand, found: Finding): OfStep => ({ step, ...found });

function roomFinding(site: string, { demand, verdict, room, beside }: RoomJudgement<StepDemand>): Finding[] {
  const { object, more } = demand;
  const gaps = { site, room, more };
  const besides = { ...gaps, steps: beside.join(", ") };
  if (verdict === "fits") return [];
  if (verdict === "tainted")
    return [
      beside.length > 0
        ? finding("CapacityTaintedBeside", "warning", object, besides)
        : finding("CapacityTainted", "warning", object, gaps),
    ];
  if (verdict === "elsewhere") return [finding("CapacityElsewhere", "blocking", object, gaps)];
  if (verdict === "tight") return [finding("CapacityTight", "warning", object, gaps)];
  return [
    beside.length > 0 ? finding("CapacityShortBeside", "blocking", object, besides) : finding("CapacityShort", "blocking", object, gaps),
  ];
}

const MIB = 2 ** 20;

/** An amount as people write it: bytes in Mi, everything else as it is. */
const inWords = (resource: string, amount: number): string =>
  resource.endsWith("memory") ? `${Math.floor(amount / MIB)}Mi` : String(Math.round(amount * 1000) / 1000);

const quotaFinding = (site: string, { demand, quota, resource, left, wanted }: QuotaShortage<StepDemand>): OfStep =>
  of(
    demand,
    finding("QuotaShort", "blocking", demand.object, {
      ...{ site, namespace: demand.namespace, quota, resource },
      ...{ left: inWords(resource, left), wanted: inWords(resource, wanted) },
    }),
  );

function judged(site: string, rooms: readonly NodeRoom[], facts: CapacityFacts, demands: readonly StepDemand[]): OfStep[] {
  const own = demands.filter(({ more, isOfChild }) => more > 0 && !isOfChild);
  const room =
    rooms.length === 0
      ? own.map((demand) => of(demand, finding("CapacityUnknown", "warning", demand.object, { site })))
      : judgeRoom(rooms, demands)
          // What a step of another plan lacks by itself is found of that plan, and its finding is one of this.
          .filter(({ demand, beside }) => !demand.isOfChild || beside.length > 0)
          .flatMap((each) => roomFinding(site, each).map((found) => of(each.demand, found)));
  const { shortages, silences } = judgeQuotas(facts.quotas, demands);
  return [
    ...room,
    ...shortages.filter(({ demand }) => demand.more > 0).map((each) => quotaFinding(site, each)),
    ...silences.map(({ demand, quota, amounts }) =>
      of(
        demand,
        finding("QuotaWantsSaid", "warning", demand.object, { site, namespace: demand.namespace, quota, amounts: amounts.join(", ") }),
      ),
    ),
    ...judgeBudgets(facts.budgets, demands).map(({ demand, budget, minAvailable, left }) =>
      of(demand, finding("BudgetOverdrawn", "warning", demand.object, { site, namespace: demand.namespace, budget, minAvailable, left })),
    ),
  ];
}

/** Findings that both modes have, once, and those of one with its name. */
export function inModes(found: Readonly<Record<RunMode, readonly OfStep[]>>): PlanFinding[] {
  const key = ({ step, code, object, message }: OfStep) => JSON.stringify([step, code, object, message]);
  const keys = RunMode.options.map((mode) => new Set(found[mode].map(key)));
  const isInBoth = (each: OfStep) => keys.every((set) => set.has(key(each)));
  return [
    ...found.graceful.filter(isInBoth),
    ...RunMode.options.flatMap((mode) => found[mode].filter((each) => !isInBoth(each)).map((each) => ({ ...each, mode }))),
  ];
}

/**
 * Whether everything that the steps of a workflow ask of a site fits there together: on its nodes, by the quotas of the namespaces, and with
 * what disruption budgets want to be left. Three questions to the store a site, however many steps there are.
 */
export async function capacityFindings(db: Database, sites: readonly Site[], asked: readonly StepAsked[]): Promise<PlanFinding[]> {
  const found = sites.map(async ({ id, name }) => {
    const here = asked.filter(({ cluster }) => cluster === name);
    if (here.length === 0) return [];
    const workloads = here.map(({ workload }) => workload);
    const facts = await capacityFacts(db, id, workloads);
    const placements = workloads.flatMap((workload) => facts.templateOf(workload)?.placement ?? []);
    const rooms = await nodeRooms(db, id, labelsLookedAt(placements));
    const inMode = (wanted: RunMode) =>
      judged(
        name,
        rooms,
        facts,
        demandsOf(
          here.filter(({ mode }) => mode === undefined || mode === wanted),
          facts,
        ),
      );
    return inModes({ graceful: inMode("graceful"), ungraceful: inMode("ungraceful") });
  });
  return (await Promise.all(found)).flat();
}
