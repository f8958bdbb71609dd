import { createHash } from "node:crypto";
import { veleroRestore as command } from "@holdfast/contracts/commands/velero-restore";
import { type BackupFacts, veleroReadRestore } from "@holdfast/contracts/queries/velero-read-restore";
import { VeleroRestore } from "@holdfast/contracts/steps/velero-restore";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, type Finding, failed, finding, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ backup: z.string(), restore: z.string() });
type Before = z.infer<typeof Before>;

/** With these words Velero is done; a word such as `FinalizingPartiallyFailed` says that it is not yet. */
const ended = ["Completed", "PartiallyFailed", "Failed", "FailedValidation"];

/** The same in every attempt of this step of this run, so there is never a second Restore. */
const nameOf = (ctx: StepContext) => `holdfast-${createHash("sha256").update(ctx.effectKey).digest("hex").slice(0, 16)}`;

const read = (ctx: StepContext, p: VeleroRestore, restore: string) =>
  ctx.read(p.cluster, veleroReadRestore, { namespace: p.namespace, backup: p.backup, schedule: p.schedule, restore });

const start = (p: VeleroRestore, { backup, restore }: Before) => {
  const { namespace, includedNamespaces, namespaceMapping, existingResourcePolicy } = p;
  return order(p.cluster, command, { namespace, backup, restore, includedNamespaces, namespaceMapping, existingResourcePolicy });
};

/** What is wrong with a backup that is to be restored now. */
function backupFindings(ctx: StepContext, p: VeleroRestore, { name, phase, completedAt, location }: BackupFacts): Finding[] {
  const object = `Backup ${p.namespace}/${name}`;
  if (phase !== "Completed" || completedAt === null)
    return [finding("BackupIncomplete", "blocking", object, { site: p.cluster, object, phase: phase || "-" })];
  const ageSeconds = Math.round((ctx.now().getTime() - Date.parse(completedAt)) / 1000);
  const tooOld = finding("BackupTooOld", "blocking", object, { object, ageSeconds, maxAgeSeconds: p.maxAgeSeconds });
  const away = location !== null && location.phase !== "Available";
  return [
    ...(ageSeconds > p.maxAgeSeconds ? [tooOld] : []),
    ...(away ? [finding("BackupOutOfReach", "blocking", object, { object, location: location.name, phase: location.phase || "-" })] : []),
  ];
}

/** Has Velero restore a backup, once in a run, and waits until it has. */
export const veleroRestore = defineStep({
  name: "velero.restore",
  schema: VeleroRestore,
  before: Before,
  describe: (p) => describeStep({ use: "velero.restore", with: p }),
  async preflight(ctx, p) {
    const restore = nameOf(ctx);
    const { isServed, backup, restore: made } = await read(ctx, p, restore);
    if (!isServed) return blocked("KindAbsent", "restores.velero.io", { site: p.cluster, kind: "Restore" });
    // An attempt before this one has chosen the backup; a newer one by now changes nothing about that.
    if (made) return preflightOf<Before>([], { backup: made.backup, restore });
    const object = p.backup === null ? `Schedule ${p.namespace}/${p.schedule}` : `Backup ${p.namespace}/${p.backup}`;
    if (!backup && p.schedule !== null) return blocked("ScheduleWithoutBackup", object, { site: p.cluster, object });
    if (!backup) return blocked("ObjectAbsent", object, { site: p.cluster, object });
    const before = { backup: backup.name, restore };
    const own = backupFindings(ctx, p, backup);
    if (own.length > 0) return preflightOf<Before>(own, null);
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, start(p, before))]);
    return preflightOf([...access, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: start,
  async verify(ctx, p, before) {
    const { restore } = await read(ctx, p, before.restore);
    const name = `${p.namespace}/${before.restore}`;
    if (restore === null) return waiting(worded("RestoreToBegin", { restore: name }), true);
    const { phase, errors, warnings, restored, total, said } = restore;
    if (phase === "Completed" && errors === 0)
      return done(worded("RestoreCompleted", { restore: name, backup: restore.backup, restored, warnings }));
    if (ended.includes(phase)) return failed(worded("RestoreFailed", { restore: name, phase, errors, warnings, said: said || "-" }));
    return waiting(worded("RestoreToComplete", { restore: name, phase: phase || "New", restored, total }));
  },
  undo: { irreversible: "what a restore has written is mixed with what was there" },
});
