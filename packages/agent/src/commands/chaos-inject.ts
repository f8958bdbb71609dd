import { type Chaos, chaosInject } from "@holdfast/contracts/commands/chaos-inject";
import { isTerminating } from "@holdfast/domain/health/kube-object";
import { chaosObject, findChaos, isOurChaos, matchingPods, mayReadChaos } from "../kube/chaos";
import type { KubePort } from "../kube/kube-port";
import { aboutObject } from "../objects/about-object";
import { defineCommand, Refused } from "./define-command";
import { objectChange } from "./object-diff";
import { untilNotOvertaken } from "./until-not-overtaken";

async function checkReach(kube: KubePort, chaos: Chaos): Promise<void> {
  const matching = await matchingPods(kube, chaos);
  if (matching === 0) throw new Refused("NothingSelected", `No pod of ${chaos.namespace} has these labels.`);
  if (matching > chaos.mostPods)
    throw new Refused(
      "TooManyPods",
      `${matching} pods of ${chaos.namespace} have these labels, and it may be about ${chaos.mostPods} at most.`,
    );
}

/** `chaos.inject`: one experiment by a name that the sender chose, or the end of just that one. */
export const injectChaos = defineCommand({
  contract: chaosInject,
  rbac: [...mayReadChaos, { apiGroups: ["chaos-mesh.org"], resources: ["podchaos", "networkchaos"], verbs: ["create", "delete"] }],
  async handle({ kube }, { name, injected, ...chaos }) {
    const ref = await findChaos(kube, chaos, name);
    if (!ref) throw new Refused("KindAbsent", "This cluster has no Chaos Mesh (chaos-mesh.org).");
    const about = aboutObject(ref);
    return untilNotOvertaken(async () => {
      const live = await kube.read(ref);
      if (live && !isOurChaos(live))
        throw new Refused("NotOurs", `The ${ref.resource.kind} ${chaos.namespace}/${name} was not made by Holdfast; it is left alone.`);
      const isThere = live !== undefined && !isTerminating(live);
      if (isThere === injected) return { output: { hasChanged: false }, changes: [objectChange(about, live, live)] };
      if (!live) {
        await checkReach(kube, chaos);
        const { body, warnings } = await kube.create(ref, chaosObject(chaos, ref));
        return { output: { hasChanged: true }, changes: [objectChange(about, undefined, body, warnings)] };
      }
      if (injected) throw new Refused("NotOurs", `The ${ref.resource.kind} ${chaos.namespace}/${name} is on its way out; order it again.`);
      const { uid = "", resourceVersion = "" } = live.metadata ?? {};
      await kube.remove(ref, { uid, resourceVersion });
      return { output: { hasChanged: true }, changes: [objectChange(about, live, undefined)] };
    });
  },
});
