import type { PlanFinding } from "@holdfast/contracts/gate";
import type { PlanId } from "@holdfast/contracts/ids";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { contentHash } from "@holdfast/domain/plan/content-hash";
import { savePlan } from "@holdfast/services/failover/save-plan";
import { v7 as uuid } from "uuid";
import { theSystem } from "./people";

/** The text of a plan that scales the standby and shifts the traffic to it. */
export const planYaml = (about: {
  name: string;
  primary: string;
  standby: string;
  group?: string;
  required?: number;
  expiresAfterSeconds?: number;
  steps?: string;
  /** A cluster beside the two that its steps act on. */
  other?: string;
  /** What it asks of the sites that serve afterwards, in one line of YAML. */
  serving?: string;
  /** Its data stores, as the lines of a list. */
  dataStores?: string;
  /** What it says about its drills, in one line of YAML. */
  drill?: string;
  /** Steps back; without them the plan has no failback. */
  failback?: string;
  /** What lets it be armed; without it nothing can be. */
  trigger?: object | undefined;
}): string => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${about.name} }
spec:
  group: ${about.group ?? about.name}
  primary: ${about.primary}
  standby: ${about.standby}
${about.other ? `  others: [{ cluster: ${about.other}, why: its operator runs there }]\n` : ""}  rtoSeconds: 15
  approvals: { required: ${about.required ?? 1}, expiresAfterSeconds: ${about.expiresAfterSeconds ?? 1800} }
${about.serving ? `  serving: ${about.serving}\n` : ""}${about.drill ? `  drill: ${about.drill}\n` : ""}${about.trigger ? `  trigger: ${JSON.stringify(about.trigger)}\n` : ""}${about.dataStores ? `  dataStores:\n${about.dataStores}\n` : ""}  activate:
    steps:
${
  about.steps ??
  `      - name: scale-up
        use: workload.scale
        with: { cluster: ${about.standby}, namespace: bank, name: bank-core-service, replicas: 10 }`
}
${about.failback ? `  failback:\n    steps:\n${about.failback}\n` : ""}`;

/** Keeps an evaluation of a plan version, as the hub's evaluator would. */
export async function evaluated(
  db: Database,
  planId: string,
  number = 1,
  findings: readonly PlanFinding[] = [],
  evaluatedAt = new Date(),
  workflow: WorkflowName = "activate",
): Promise<void> {
  const isReady = findings.every((finding) => finding.severity !== "blocking");
  await db.prisma.evaluation.create({
    // Findings are plain JSON.
    data: {
      id: uuid(),
      planId,
      number,
      workflow,
      findings: findings as unknown as Prisma.InputJsonValue,
      isReady,
      contentHash: contentHash(findings),
      evaluatedAt,
    },
  });
}

/** Saves a plan by the product's own verb and evaluates it as ready. */
export async function aPlan(db: Database, about: Parameters<typeof planYaml>[0]): Promise<{ id: PlanId; name: string }> {
  const { id } = await savePlan(theSystem(db), { yaml: planYaml(about), basedOnVersion: 0 });
  await evaluated(db, id);
  return { id: id as PlanId, name: about.name };
}
