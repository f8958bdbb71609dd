import { createHash } from "node:crypto";
import { chaosInject as command } from "@holdfast/contracts/commands/chaos-inject";
import { chaosRead } from "@holdfast/contracts/queries/chaos-read";
import { ChaosInject } from "@holdfast/contracts/steps/chaos-inject";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, failed, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ name: z.string(), to: z.boolean() });
type Before = z.infer<typeof Before>;

/** The same in every attempt of this step of this run, so there is never a second experiment. */
const nameOf = (ctx: StepContext) => `holdfast-${createHash("sha256").update(ctx.effectKey).digest("hex").slice(0, 16)}`;

const read = (ctx: StepContext, { cluster, namespace, pods, fault }: ChaosInject, name: string) =>
  ctx.read(cluster, chaosRead, { namespace, pods, fault, name });

const set = ({ cluster, ...chaos }: ChaosInject, { name, to }: Before) => order(cluster, command, { ...chaos, name, injected: to });

/** Has Chaos Mesh make something go wrong, in a drill. */
export const chaosInject = defineStep({
  name: "chaos.inject",
  schema: ChaosInject,
  before: Before,
  describe: (p) => describeStep({ use: "chaos.inject", with: p }),
  async preflight(ctx, p) {
    const before = { name: nameOf(ctx), to: true };
    const { isServed, matching, experiment } = await read(ctx, p, before.name);
    const { namespace, mostPods, cluster: site } = p;
    if (!isServed) return blocked("KindAbsent", "chaos-mesh.org", { site, kind: "Chaos Mesh" });
    // An attempt before this one has made it; pods that it killed may be missing by now.
    if (experiment.state === "ours") return preflightOf<Before>([], before);
    if (matching === 0) return blocked("NoPodsForChaos", namespace, { site, namespace });
    if (matching > mostPods) return blocked("TooManyPodsForChaos", namespace, { site, namespace, matching, mostPods });
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, site, command.name), rehearseOrder(ctx, set(p, before))]);
    return preflightOf([...access, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: set,
  async verify(ctx, p, { name, to }) {
    const { experiment } = await read(ctx, p, name);
    const { state, isGoing, isSelected, isInjected, isRecovered } = experiment;
    const says = { experiment: `${p.namespace}/${name}` };
    if (state === "other") return failed(worded("ChaosOfOthers", says));
    // Chaos Mesh holds an experiment back until every pod has recovered.
    if (!to) return state === "absent" ? done(worded("ChaosRecovered", says)) : waiting(worded("ChaosToRecover", says), !isGoing);
    if (state === "absent") return waiting(worded("ChaosToBegin", says), true);
    if (isInjected) return done(worded("ChaosInjected", says));
    if (isRecovered && isSelected) return done(worded("ChaosOver", says));
    return waiting(worded(isSelected ? "ChaosToInject" : "ChaosToSelect", says));
  },
  undo: (parameters, { name }) => ({ parameters, before: { name, to: false } }),
});
