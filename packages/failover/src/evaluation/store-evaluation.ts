import { randomUUID } from "node:crypto";
import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Json } from "@holdfast/contracts/json";
import type { Phrase } from "@holdfast/contracts/phrase";
import type { RunMode } from "@holdfast/contracts/run-mode";
import type { StepChanges } from "@holdfast/contracts/step-changes";
import type { WorkflowName } from "@holdfast/contracts/workflow";
import { storable } from "@holdfast/db/audit/storable";
import type { Database } from "@holdfast/db/database";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { transact } from "@holdfast/db/transact";
import { blocksRun } from "@holdfast/domain/gates/blocks-run";
import { evaluationHash } from "@holdfast/domain/plan/evaluation-hash";

/** How long a row stands for "still so" before its instant is renewed. */
export const RENEW_AFTER_MS = 60_000;

const rank: Readonly<Record<PlanFinding["severity"], number>> = { blocking: 0, warning: 1, info: 2 };
const key = (finding: PlanFinding) =>
  JSON.stringify([rank[finding.severity], finding.step, finding.code, finding.object, finding.message, finding.mode]);

const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

const LONGEST_PHRASE = 8192;

/** A phrase as the store holds it; none when a cluster said more than a row should keep, for then the English has it cut. */
function storedPhrase(phrase: Phrase | undefined): { phrase?: Phrase } {
  if (phrase === undefined || JSON.stringify(phrase).length > LONGEST_PHRASE) return {};
  // A phrase is plain JSON.
  return { phrase: storable(phrase as unknown as Json) as unknown as Phrase };
}

/** Findings in one order, each once, as the store holds them: equal findings have equal hashes. */
export function normalised(findings: readonly PlanFinding[]): PlanFinding[] {
  const clean = findings.map((finding) => ({
    step: finding.step,
    code: cut(finding.code, 63),
    severity: finding.severity,
    object: storable(cut(finding.object, 512)),
    message: storable(cut(finding.message, 2048)),
    ...storedPhrase(finding.phrase),
    ...(finding.mode && { mode: finding.mode }),
  }));
  const unique = new Map(clean.map((finding) => [key(finding), finding]));
  return [...unique.keys()].sort().flatMap((each) => unique.get(each) ?? []);
}

const MOST_FIELDS = 200;

/** What dry runs would change, in the order of the plan, as the store holds it. */
function storableChanges(changes: readonly StepChanges[]): StepChanges[] {
  const bounded = changes.map((each) => ({
    ...each,
    changes: each.changes.map((change) => ({ ...change, fields: change.fields.slice(0, MOST_FIELDS) })),
  }));
  // A change is plain JSON.
  return storable(bounded as unknown as Json) as unknown as StepChanges[];
}

/** What an evaluation is about. */
export interface Evaluated {
  readonly planId: string;
  readonly number: number;
  readonly workflow: WorkflowName;
  /** How a run would be made now: what blocks only the other way keeps nobody from it. */
  readonly mode: RunMode;
  readonly clusterIds: readonly string[];
  readonly findings: readonly PlanFinding[];
  readonly changes: readonly StepChanges[];
}

/**
 * Keeps an evaluation and tells the pages, when it says something new or the last one is a minute old. A row that a run was
 * requested on is never touched again. Returns whether anything was written.
 */
export async function storeEvaluation(
  db: Database,
  now: () => Date,
  { planId, number, workflow, mode, clusterIds, findings, changes }: Evaluated,
): Promise<boolean> {
  const clean = normalised(findings);
  const said = { findings: clean, changes: storableChanges(changes) };
  const hash = evaluationHash(said);
  const isReady = !clean.some((finding) => blocksRun(finding, mode));
  return transact(db, now, async (unit) => {
    const last = await unit.tx.evaluation.findFirst({ where: { planId, number, workflow }, orderBy: { evaluatedAt: "desc" } });
    const evaluatedAt = now();
    const isSame = last?.contentHash === hash && last.isReady === isReady;
    if (last && isSame && evaluatedAt.getTime() - last.evaluatedAt.getTime() < RENEW_AFTER_MS) return false;
    const renewed =
      last && isSame
        ? await unit.tx.evaluation.updateMany({ where: { id: last.id, runs: { none: {} } }, data: { evaluatedAt } })
        : { count: 0 };
    if (renewed.count === 0)
      await unit.tx.evaluation.create({
        data: {
          id: randomUUID(),
          planId,
          number,
          workflow,
          findings: said.findings as unknown as Prisma.InputJsonValue,
          changes: said.changes as unknown as Prisma.InputJsonValue,
          isReady,
          contentHash: hash,
          evaluatedAt,
        },
      });
    unit.emit({
      type: "plan.evaluated",
      clusterIds,
      subject: { kind: "plan", id: planId },
      payload: { version: number, workflow, isReady, contentHash: hash, findings: clean.length },
    });
    return true;
  });
}
