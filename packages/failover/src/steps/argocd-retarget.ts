import { ArgoDestination, argocdRetarget as command } from "@holdfast/contracts/commands/argocd-retarget";
import { argocdReadDestination } from "@holdfast/contracts/queries/argocd-read-destination";
import { ArgocdRetarget } from "@holdfast/contracts/steps/argocd-retarget";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { done, waiting } from "../define-step";
import { fieldsStep } from "../fields-step";

const inWords = ({ server, name }: ArgoDestination) => server || name || "";

/** Whether Argo CD has looked at just this destination; what one side does not name may be anything. */
const isCompared = ({ server, name }: ArgoDestination, compared: { server: string; name: string }) =>
  server === null ? compared.name === name : compared.server === server;

/** Sends an Application to another cluster. That it is synchronised there is another step's matter. */
export const argocdRetarget = fieldsStep({
  name: "argocd.retarget",
  schema: ArgocdRetarget,
  values: ArgoDestination,
  command,
  query: argocdReadDestination,
  kind: "Application",
  resource: "applications.argoproj.io",
  describe: (p) => describeStep({ use: "argocd.retarget", with: p }),
  // Argo CD takes one of the two, never both.
  wanted: (p, live) => ({ server: p.server, name: p.destination, namespace: p.targetNamespace ?? live.namespace }),
  effect: (_, to, { status }) =>
    isCompared(to, status.comparedTo)
      ? done(worded("GoesTo", { destination: inWords(to) }))
      : waiting(worded("ArgoToCompare", { destination: inWords(to) })),
});
