import { type ArgoApplicationStatus, OPERATION_INFO } from "@holdfast/contracts/argo-application";
import { ArgoOperation, argocdSync as command } from "@holdfast/contracts/commands/argocd-sync";
import { argocdReadSync } from "@holdfast/contracts/queries/argocd-read-sync";
import { ArgocdSync } from "@holdfast/contracts/steps/argocd-sync";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import type { Observation } from "@holdfast/domain/run/judge-effect";
import { done, finding, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

const operationOf = ({ revision, prune }: ArgocdSync, key: string): ArgoOperation => ({
  operation: {
    initiatedBy: { username: "holdfast" },
    info: [{ name: OPERATION_INFO, value: key }],
    sync: { prune, ...(revision === null ? {} : { revision }) },
  },
});

/** The key by which the step knows its own operation again, in the field and in Argo CD's record of it. */
function keyOf({ operation }: ArgoOperation): string | null {
  const [info] = Array.isArray(operation?.info) ? operation.info : [];
  // The step wrote it, as `operationOf` does.
  return (info as { value?: string } | undefined)?.value ?? null;
}

function seenOf({ operation, message, sync, health }: ArgoApplicationStatus): Observation {
  if (operation === "Running") return waiting(worded("SyncToSucceed"));
  // Asked for again it may well succeed, so it is no end; nothing of this step is under way any more.
  if (operation !== "Succeeded") return waiting(worded("SyncFailed", { said: message || operation }), true);
  const isSound = sync === "Synced" && health === "Healthy";
  return isSound ? done(worded("SyncedAndHealthy")) : waiting(worded("ToBeSyncedAndHealthy", { sync, health }));
}

/** Has Argo CD synchronise an Application once, and waits until it is synced and healthy. */
export const argocdSync = fieldsStep({
  name: "argocd.sync",
  schema: ArgocdSync,
  values: ArgoOperation,
  command,
  query: argocdReadSync,
  kind: "Application",
  resource: "applications.argoproj.io",
  describe: (p) => describeStep({ use: "argocd.sync", with: p }),
  wanted: (p, _, ctx) => operationOf(p, ctx.effectKey),
  inWords: ({ operation }) => (operation === null ? "operation -" : "operation sync"),
  findings: (ctx, p, { status }) =>
    status.operation === "Running" && status.operationKey !== ctx.effectKey
      ? [finding("SyncUnderWay", ctx.isRunning ? "blocking" : "info", `Application ${p.namespace}/${p.name}`)]
      : [],
  taken: (_, wanted, { values, status }) => (values.operation === null && status.operationKey === keyOf(wanted) ? seenOf(status) : null),
  effect: () => waiting(worded("SyncToBegin")),
  irreversible: "what was synchronised is what Git says",
});
