import { ArgoAutomation, argocdPause as command } from "@holdfast/contracts/commands/argocd-pause";
import { argocdReadPause } from "@holdfast/contracts/queries/argocd-read-pause";
import { ArgocdPause } from "@holdfast/contracts/steps/argocd-pause";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

/** Keeps Argo CD from setting back what the steps after this one change. */
export const argocdPause = fieldsStep({
  name: "argocd.pause",
  schema: ArgocdPause,
  values: ArgoAutomation,
  command,
  query: argocdReadPause,
  kind: "Application",
  resource: "applications.argoproj.io",
  describe: (p) => describeStep({ use: "argocd.pause", with: p }),
  wanted: () => ({ automated: null }),
  effect: (_, { automated }, { status }) => {
    if (automated !== null) return done(worded("SyncsByItself"));
    // One that had begun before would still set back what comes next.
    return status.operation === "Running" ? waiting(worded("SyncToEnd")) : done(worded("SyncsNotByItself"));
  },
});
