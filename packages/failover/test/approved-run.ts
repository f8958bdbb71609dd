import { randomUUID } from "node:crypto";
import { PinnedChild } from "@holdfast/contracts/child-run";
import { hasConditions } from "@holdfast/contracts/drill-terms";
import type { RunIntent } from "@holdfast/contracts/failover-phase";
import { PlanSpec } from "@holdfast/contracts/plan";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { childCalls } from "@holdfast/domain/plan/child-plans";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";
import { approvedWorkflow } from "@holdfast/domain/plan/workflow";
import { stepSubjectHash, subjectHash } from "@holdfast/domain/run/subject-hash";

const now = () => new Date();

/** Two clusters in the store, as a plan names them. */
export interface Pair {
  readonly primary: { readonly id: string; readonly name: string };
  readonly standby: { readonly id: string; readonly name: string };
}

/** A step of a plan as a test writes it. */
export interface StepText {
  readonly name: string;
  readonly use: string;
  readonly with?: object;
  readonly timeoutSeconds?: number;
  readonly onFailure?: string;
  readonly ungraceful?: "skip" | { readonly use?: string; readonly with: object };
  readonly retry?: { readonly attempts: number; readonly backoffSeconds: number };
}

/** Several steps at once, as a test writes them. */
export interface SetText {
  readonly name: string;
  readonly parallel: readonly StepText[];
}

/** An entry of a plan as a test writes it. */
export type EntryText = StepText | SetText;

/** Makes one cluster with its link. */
export async function aSite(db: Database, role: string, environment: "production" | "dr"): Promise<Pair["primary"]> {
  const id = randomUUID();
  const name = `${role}-${id.slice(0, 8)}`;
  await db.prisma.cluster.create({
    data: { id, name, environment, region: "x", link: { create: { state: "connected", since: now(), lastHeartbeatAt: now() } } },
  });
  return { id, name };
}

/** Makes two clusters with their links. */
export const aPair = async (db: Database): Promise<Pair> => ({
  primary: await aSite(db, "prod", "production"),
  standby: await aSite(db, "dr", "dr"),
});

/** What a plan may have beside its steps. */
export interface PlanMore {
  readonly required?: number;
  readonly rtoSeconds?: number;
  readonly failback?: readonly EntryText[];
  readonly holdIfPrimaryLost?: boolean;
  readonly dataStores?: readonly object[];
  readonly trigger?: object;
  readonly drill?: object;
  readonly serving?: object;
  readonly haltWhile?: readonly object[];
  readonly deadHub?: { readonly after: string; readonly silentSeconds?: number; readonly expiresAfterSeconds?: number };
  /** Clusters beside the two, by name. */
  readonly others?: readonly string[];
}

/** A plan of these steps, checked as a person's would be. */
export const aPlan = (pair: Pair, steps: readonly EntryText[], more: PlanMore = {}): PlanSpec =>
  PlanSpec.parse({
    apiVersion: "holdfast.dev/v1alpha1",
    kind: "FailoverPlan",
    metadata: { name: `plan-${randomUUID().slice(0, 8)}` },
    spec: {
      group: `group-${randomUUID().slice(0, 8)}`,
      primary: pair.primary.name,
      standby: pair.standby.name,
      ...(more.others?.length ? { others: more.others.map((cluster) => ({ cluster, why: "its operator runs there" })) } : {}),
      rtoSeconds: more.rtoSeconds ?? 15,
      approvals: { required: more.required ?? 1, holdIfPrimaryLost: more.holdIfPrimaryLost },
      dataStores: more.dataStores ?? [],
      ...(more.trigger ? { trigger: more.trigger } : {}),
      ...(more.drill ? { drill: more.drill } : {}),
      ...(more.serving ? { serving: more.serving } : {}),
      ...(more.haltWhile ? { haltWhile: more.haltWhile } : {}),
      ...(more.deadHub ? { deadHub: more.deadHub } : {}),
      activate: { steps },
      ...(more.failback ? { failback: { steps: more.failback } } : {}),
    },
  });

/** A saved plan. */
export interface SavedPlan {
  readonly planId: string;
  readonly groupId: string;
  readonly evaluationId: string;
}

/** Saves a plan with its group, one version and one evaluation that found nothing. */
export async function savePlan(db: Database, plan: PlanSpec, groupId = randomUUID()): Promise<SavedPlan> {
  const planId = randomUUID();
  const evaluationId = randomUUID();
  await db.prisma.protectionGroup.upsert({ where: { id: groupId }, create: { id: groupId, name: plan.spec.group }, update: {} });
  await db.prisma.plan.create({
    data: {
      id: planId,
      name: plan.metadata.name,
      groupId,
      latest: 1,
      versions: {
        create: {
          number: 1,
          yaml: "",
          spec: plan as unknown as Prisma.InputJsonValue,
          contentHash: contentHash(plan),
          createdById: "ana",
          createdByName: "Ana",
          evaluations: { create: { id: evaluationId, findings: [], isReady: true, contentHash: contentHash([]), evaluatedAt: now() } },
        },
      },
    },
  });
  return { planId, groupId, evaluationId };
}

/** What a request may differ in. */
export interface RequestMore {
  readonly expiresInMs?: number;
  readonly workflow?: WorkflowName;
  readonly kind?: "real" | "drill" | "rehearsal";
  readonly mode?: "graceful" | "ungraceful";
  readonly origin?: "person" | "trigger" | "calendar";
  readonly approvers?: readonly string[];
  readonly approvalHash?: string;
  readonly subjectHash?: string;
  readonly phase?: "AwaitingApproval" | "Approved";
  /** The data stores whose loss Ana accepts by name. */
  readonly acceptLoss?: readonly string[];
  readonly notBefore?: Date;
}

/** The plans that a workflow runs, as the verb pins them with a request. */
async function pinnedChildren(db: Database, plan: PlanSpec, name: WorkflowName): Promise<PinnedChild[]> {
  return Promise.all(
    childCalls(approvedWorkflow(plan, name)).map(async ({ plan: child, workflow }) => {
      const row = await db.prisma.plan.findUniqueOrThrow({
        where: { name: child },
        include: { versions: { orderBy: { number: "desc" }, take: 1, include: { evaluations: { take: 1 } } } },
      });
      const [version] = row.versions;
      const [evaluation] = version?.evaluations ?? [];
      if (!version || !evaluation) throw new RangeError(`${child} has no version with an evaluation`);
      const spec = PlanSpec.parse(version.spec);
      const { primary, standby } = approvedWorkflow(spec, workflow);
      const sites = await db.prisma.cluster.findMany({ where: { name: { in: [primary, standby] } } });
      const idOf = (site: string) => sites.find((each) => each.name === site)?.id;
      return PinnedChild.parse({
        ...{ plan: child, workflow, planId: row.id, planVersion: version.number, planContentHash: contentHash(version.spec) },
        ...{ evaluationId: evaluation.id, evaluationContentHash: evaluationHash(evaluation) },
        ...{ groupId: row.groupId, primaryId: idOf(primary), standbyId: idOf(standby), otherIds: [], mode: "graceful" },
        approvalsRequired: spec.spec.approvals.required,
      });
    }),
  );
}

/** A run that Ana asked for and others approved, as the verbs would have written it. Returns its id. */
export async function anApprovedRun(db: Database, pair: Pair, plan: PlanSpec, saved: SavedPlan, more: RequestMore = {}): Promise<string> {
  const runId = randomUUID();
  const workflow = more.workflow ?? "activate";
  const [from, to] = workflow === "activate" ? [pair.primary, pair.standby] : [pair.standby, pair.primary];
  const named = (plan.spec.others ?? []).map(({ cluster }) => cluster);
  const found = await db.prisma.cluster.findMany({ where: { name: { in: named } }, select: { id: true, name: true } });
  const otherIds = named.flatMap((name) => found.find((each) => each.name === name)?.id ?? []);
  const children = more.kind === "rehearsal" ? [] : await pinnedChildren(db, plan, workflow);
  const subject = {
    runId,
    planId: saved.planId,
    planVersion: 1,
    workflow,
    planContentHash: contentHash(plan),
    evaluationId: saved.evaluationId,
    evaluationContentHash: contentHash([]),
    groupId: saved.groupId,
    primaryId: from.id,
    standbyId: to.id,
    otherIds,
    kind: more.kind ?? "real",
    mode: more.mode ?? "graceful",
    reason: "the region burns",
    requestedById: "ana",
    approvalsRequired: more.kind === "rehearsal" ? 0 : plan.spec.approvals.required,
    ...(more.notBefore ? { notBefore: more.notBefore } : {}),
  };
  const acceptedLoss = more.acceptLoss && {
    stores: more.acceptLoss.map((name) => ({ name, lossSeconds: null, verdict: "unmeasured" })),
    ...{ reason: "it burns", byId: "ana", byName: "Ana" },
  };
  const hash = more.subjectHash ?? subjectHash({ ...subject, acceptedLoss, children });
  const { runId: _, planContentHash, evaluationContentHash, ...columns } = subject;
  await transact(db, now, async (unit) => {
    await unit.tx.run.create({
      data: {
        ...columns,
        ...(children.length > 0 ? { children } : {}),
        ...(acceptedLoss ? { acceptedLoss } : {}),
        ...(more.kind === "drill" && hasConditions(plan.spec.drill) ? { drillProof: { create: {} } } : {}),
        id: runId,
        origin: more.origin ?? "person",
        phase: more.phase ?? "Approved",
        subjectHash: hash,
        requestedByName: "Ana",
        requestedAt: now(),
        approvedAt: more.phase === "AwaitingApproval" ? null : now(),
        expiresAt: new Date(Date.now() + (more.expiresInMs ?? 1_800_000)),
        approvals: {
          create: (more.approvers ?? ["ben"]).map((approverId) => ({
            id: randomUUID(),
            approverId,
            approverName: approverId,
            decision: "approve",
            comment: "",
            subjectHash: more.approvalHash ?? hash,
            at: now(),
          })),
        },
      },
    });
    unit.wake({ topic: "run", key: runId });
  });
  return runId;
}

/** A person's decision about a step that waits. */
export async function decideStep(
  db: Database,
  runId: string,
  stepName: string,
  approverId: string,
  decision: "approve" | "decline" = "approve",
  hash?: string,
): Promise<void> {
  const { subjectHash: runHash } = await db.prisma.run.findUniqueOrThrow({ where: { id: runId } });
  await transact(db, now, async (unit) => {
    await unit.tx.approval.create({
      data: {
        id: randomUUID(),
        runId,
        stepName,
        approverId,
        approverName: approverId,
        decision,
        comment: "",
        subjectHash: hash ?? stepSubjectHash(runHash, stepName),
        at: now(),
      },
    });
    unit.wake({ topic: "run", key: runId });
  });
}

/** Tells a run something, as the verb does. */
export async function tellRun(db: Database, runId: string, intent: RunIntent): Promise<void> {
  await transact(db, now, async (unit) => {
    await unit.tx.run.update({
      where: { id: runId },
      data: { intent, intentById: "cyd", intentByName: "Cyd", intentReason: "because", version: { increment: 1 } },
    });
    unit.wake({ topic: "run", key: runId });
  });
}

/** A run with its steps and its journal, in order. */
export const theRun = (db: Database, runId: string) =>
  db.prisma.run.findUniqueOrThrow({
    where: { id: runId },
    include: { steps: { orderBy: { index: "asc" } }, journal: { orderBy: [{ at: "asc" }, { stepIndex: "asc" }] } },
  });
