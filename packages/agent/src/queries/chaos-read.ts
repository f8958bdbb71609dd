import { chaosRead } from "@holdfast/contracts/queries/chaos-read";
import { chaosState, findChaos, matchingPods, mayReadChaos } from "../kube/chaos";
import { defineQuery } from "./define-query";

/** `chaos.read`: how many pods an experiment would be about, and how it stands. */
export const readChaos = defineQuery({
  contract: chaosRead,
  rbac: mayReadChaos,
  async handle({ kube }, { name, ...chaos }) {
    const ref = await findChaos(kube, chaos, name);
    if (!ref) return { isServed: false, matching: 0, experiment: chaosState(undefined) };
    const [matching, live] = await Promise.all([matchingPods(kube, chaos), kube.read(ref)]);
    return { isServed: true, matching, experiment: chaosState(live) };
  },
});
