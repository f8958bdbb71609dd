import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Log } from "@holdfast/contracts/log-fields";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Database } from "@holdfast/db/database";
import { lastProof } from "@holdfast/db/last-proof";
import { stepDurations } from "@holdfast/db/step-durations";
import { childCalls } from "@holdfast/domain/plan/child-plans";
import { groupNamespaces } from "@holdfast/domain/plan/group-namespaces";
import { stepCluster } from "@holdfast/domain/plan/step-catalogue";
import { formsOf } from "@holdfast/domain/plan/step-in-mode";
import { stageOfEach, type Workflow, workflowOf } from "@holdfast/domain/plan/workflow";
import { movingPhases } from "@holdfast/domain/run/phase-machine";
import { finding } from "../define-step";
import type { AgentPort, ApproverPort, CallPort, LinkFacts, LinkPort } from "../ports";
import { type Site, stepContext } from "../step-context";
import { auditFindings } from "./audit-findings";
import { capacityFindings } from "./capacity-findings";
import { certificateFindings } from "./certificate-findings";
import { childAsked } from "./child-asked";
import { childClusters } from "./child-clusters";
import { childFindings } from "./child-findings";
import { childSpecs } from "./child-specs";
import type { StepAsked } from "./demands-of";
import { planFindings } from "./plan-findings";
import { policyFindings } from "./policy-findings";
import { residencyFindings } from "./residency-findings";
import { restFindings } from "./rest-findings";
import { needOf, siteFindings } from "./site-findings";
import { startFindings } from "./start-findings";
import { type StepSaid, stepFindings } from "./step-findings";
import { storeEvaluation } from "./store-evaluation";
import { judgeStores, storeFindings } from "./store-findings";
import { termFindings } from "./term-findings";
import { triggerFindings } from "./trigger-findings";

/** What evaluating a plan needs. */
export interface EvaluationPorts {
  readonly db: Database;
  readonly agents: AgentPort;
  readonly links: LinkPort;
  readonly calls: CallPort;
  readonly approvers: ApproverPort;
  readonly log: Log;
  readonly now: () => Date;
}

/** The whole evaluation takes no longer, whatever the agents do. */
const DEADLINE_MS = 8000;

interface Sites {
  readonly known: readonly Site[];
  readonly missing: readonly PlanFinding[];
}

async function sitesOf(db: Database, plan: PlanSpec, { primary, standby }: Workflow): Promise<Sites> {
  const names = [primary, standby, ...(plan.spec.others ?? []).map(({ cluster }) => cluster)];
  const clusters = await db.prisma.cluster.findMany({ where: { name: { in: names } }, select: { id: true, name: true } });
  const roleOf = (name: string): Site["role"] => (name === primary ? "primary" : name === standby ? "standby" : "other");
  const known: Site[] = clusters.map(({ id, name }) => ({ id, name, role: roleOf(name) }));
  const missing = names.filter((name) => !known.some((site) => site.name === name));
  return {
    known,
    missing: missing.map((name) => ({ step: null, ...finding("SiteAbsent", "blocking", name, { site: name }) })),
  };
}

async function findingsOfSteps(
  ports: EvaluationPorts,
  { plan, workflow }: Pick<Evaluated, "plan" | "workflow">,
  sites: readonly Site[],
  links: ReadonlyMap<string, LinkFacts>,
  signal: AbortSignal,
): Promise<StepSaid & { readonly asked: StepAsked[] }> {
  const asked: StepAsked[] = [];
  const stages = stageOfEach(workflow);
  const ctx = stepContext({
    db: ports.db,
    now: ports.now,
    agents: ports.agents,
    calls: ports.calls,
    rtoSeconds: plan.spec.rtoSeconds,
    parent: {
      group: plan.spec.group,
      approvalsRequired: plan.spec.approvals.required,
      isBeginning: false,
      mayRun: () => false,
    },
    sites,
    signal: deadlineSignal(DEADLINE_MS, signal),
    // Before a run nobody has decided about a step of it.
    decisions: async () => ({ decisions: [], subjectHash: "", requestedById: "" }),
  });
  const canBeAsked = (name: string | null) => name === null || links.get(name)?.isConnected === true;
  const forms = workflow.steps.flatMap((each, index) => formsOf(each).map((form) => ({ ...form, stage: stages[index]?.stage ?? 0 })));
  const found = forms
    .filter(({ step }) => canBeAsked(stepCluster(step)))
    .map(({ stage, ...form }) => {
      const about = { step: form.step.name, stage, isOfChild: false, ...(form.mode && { mode: form.mode }) };
      return stepFindings({ ...ctx, askRoom: (room) => asked.push({ ...room, ...about }) }, form, sites, ports.log);
    });
  const said = await Promise.all(found);
  return { findings: said.flatMap(({ findings }) => findings), changes: said.flatMap(({ changes }) => changes), asked };
}

/** What the data stores say; nothing of a failover that would only confirm where the group runs: they are copied the other way. */
async function findingsOfStores(ports: EvaluationPorts, of: Evaluated, sites: readonly Site[], links: ReadonlyMap<string, LinkFacts>) {
  const { planId, plan, workflow, activeSite } = of;
  const [primary, standby] = [workflow.primary, workflow.standby].map((name) => sites.find((site) => site.name === name));
  if (!primary || !standby || (workflow.name === "activate" && activeSite === workflow.standby)) return [];
  const stores = { planId, stores: plan.spec.dataStores, primary, standby, primaryLink: links.get(primary.name) ?? unknownLink };
  return storeFindings(await judgeStores(ports.db, stores, ports.now()));
}

/** What the inventories of the two sites say about the plan as a whole; no agent is asked. */
async function findingsOfSites(db: Database, { plan, workflow }: Evaluated, sites: readonly Site[], now: Date): Promise<PlanFinding[]> {
  const [from, to] = [workflow.primary, workflow.standby].map((name) => sites.find((site) => site.name === name));
  if (!from || !to) return [];
  const namespaces = groupNamespaces(workflow.steps, plan.spec.dataStores);
  const found = [
    residencyFindings(db, { siteIds: [from.id, to.id], targetId: to.id, namespaces }),
    policyFindings(db, from, to),
    certificateFindings(db, to, namespaces, now),
  ];
  return (await Promise.all(found)).flat();
}

/** Whether a run of the plan's group has moved anything since an instant: then the sites were seen between two states. */
async function hasMoved(db: Database, planId: string, since: Date): Promise<boolean> {
  const moved = await db.prisma.run.findFirst({
    where: {
      group: { plans: { some: { id: planId } } },
      kind: { not: "rehearsal" },
      OR: [{ phase: { in: [...movingPhases] } }, { finishedAt: { gte: since } }],
    },
    select: { id: true },
  });
  return moved !== null;
}

/** Where the plan's group runs by its last run that succeeded, by name; null before the first. */
async function activeSiteOf(db: Database, planId: string): Promise<string | null> {
  const { group } = await db.prisma.plan.findUniqueOrThrow({ where: { id: planId }, select: { group: { select: { activeSite: true } } } });
  if (group.activeSite === null) return null;
  const cluster = await db.prisma.cluster.findUnique({ where: { id: group.activeSite }, select: { name: true } });
  return cluster?.name ?? null;
}

/** One workflow of a plan version, and what is known without asking a cluster. */
interface Evaluated {
  readonly planId: string;
  readonly number: number;
  readonly plan: PlanSpec;
  readonly workflow: Workflow;
  readonly activeSite: string | null;
}

async function evaluateWorkflow(ports: EvaluationPorts, of: Evaluated, signal: AbortSignal): Promise<readonly PlanFinding[]> {
  const { db, now } = ports;
  const { planId, number, plan, workflow, activeSite } = of;
  const startedAt = now();
  const { known, missing } = await sitesOf(db, plan, workflow);
  const ids = known.map((site) => site.id);
  const { groupId } = await db.prisma.plan.findUniqueOrThrow({ where: { id: planId }, select: { groupId: true } });
  const children = await childSpecs(db, childCalls(workflow));
  const [links, approvers, people, audit, durations, lastSuccessAt] = await Promise.all([
    Promise.all(known.map(async (site) => [site.name, await ports.links.linkOf(site.id)] as const)),
    // Whoever approves a run approves those that its steps make.
    childClusters(db, children).then((beside) => ports.approvers.countApprovers([...new Set([...ids, ...beside])])),
    restFindings(db, { group: plan.spec.group, groupId }, now()),
    auditFindings(db, now()),
    stepDurations(db.prisma, planId, workflow.name),
    lastProof(db.prisma, planId, workflow.name),
  ]);
  const linkOf = new Map(links);
  const mode = linkOf.get(workflow.primary)?.isConnected ? "graceful" : "ungraceful";
  const [steps, trigger, terms, beside, ofSites] = await Promise.all([
    findingsOfSteps(ports, of, known, linkOf, signal),
    triggerFindings(ports, { plan, workflow, sites: known, links: linkOf }, signal),
    termFindings(ports, { plan, sites: known, mode }, signal),
    childAsked(db, workflow, children, known),
    findingsOfSites(db, of, known, ports.now()),
  ]);
  const findings = [
    ...missing,
    ...known.flatMap((site) =>
      siteFindings(site, linkOf.get(site.name) ?? unknownLink, site.role === "other" ? needOf(workflow, site.name) : "always"),
    ),
    ...planFindings(plan, workflow, { approvers, lastSuccessAt, activeSite, durations, now: now() }),
    ...childFindings(workflow, children),
    ...people,
    ...audit,
    ...(await findingsOfStores(ports, of, known, linkOf)),
    ...steps.findings,
    ...(await capacityFindings(db, known, [...steps.asked, ...beside])),
    ...(await startFindings(db, known, steps.asked)),
    ...ofSites,
    ...trigger,
    ...terms,
  ];
  signal.throwIfAborted();
  if (!(await hasMoved(db, planId, startedAt)))
    await storeEvaluation(db, now, { planId, number, workflow: workflow.name, mode, clusterIds: ids, findings, changes: steps.changes });
  return findings;
}

/**
 * Looks at everything that a run of this plan version would depend on, and keeps what was found: for its failover, and for its
 * failback while the group runs at the standby. Returns the findings of each workflow that was looked at; none are kept while a
 * run moves the group, for they would be about the run and not about the plan. When the signal aborts it throws and keeps nothing.
 */
export async function evaluatePlan(
  ports: EvaluationPorts,
  planId: string,
  number: number,
  signal: AbortSignal,
): Promise<Partial<Record<WorkflowName, readonly PlanFinding[]>>> {
  const version = await ports.db.prisma.planVersion.findUniqueOrThrow({ where: { planId_number: { planId, number } } });
  const plan = PlanSpec.parse(version.spec);
  const activeSite = await activeSiteOf(ports.db, planId);
  const names: readonly WorkflowName[] = activeSite === plan.spec.standby ? ["activate", "failback"] : ["activate"];
  const found = names.map(async (name) => {
    const workflow = workflowOf(plan, name);
    return workflow ? [[name, await evaluateWorkflow(ports, { planId, number, plan, workflow, activeSite }, signal)] as const] : [];
  });
  return Object.fromEntries((await Promise.all(found)).flat());
}

const unknownLink: LinkFacts = {
  isConnected: false,
  since: null,
  lastHeartbeatAt: null,
  clockSkewMs: null,
  agentVersion: null,
  protocol: null,
};
