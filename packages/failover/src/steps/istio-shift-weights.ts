import { istioShiftWeights as command, IstioWeight } from "@holdfast/contracts/commands/istio-shift-weights";
import { istioReadWeights } from "@holdfast/contracts/queries/istio-read-weights";
import { IstioShiftWeights } from "@holdfast/contracts/steps/istio-shift-weights";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, type Finding, failed, finding, order, preflightOf, waiting } from "../define-step";
import { absentFrom, inWords, sameWeights, weightsAfter } from "./weights";

type Weight = z.infer<typeof IstioWeight>;
const Before = z.strictObject({ weights: z.array(IstioWeight) });

const keyOf = (share: Weight) => `${share.host}${share.subset === null ? "" : `/${share.subset}`}`;
const target = (p: IstioShiftWeights) => ({ namespace: p.namespace, name: p.name, route: p.route });
const objectOf = (p: IstioShiftWeights) => `VirtualService ${p.namespace}/${p.name}`;
const after = (p: IstioShiftWeights, before: z.infer<typeof Before>) => weightsAfter(before.weights, p.weights, keyOf);
const shift = (p: IstioShiftWeights, before: z.infer<typeof Before>) =>
  order(p.cluster, command, { ...target(p), weights: after(p, before), expectWeights: before.weights });

/** Hosts may be given short or whole: `core` and `core.bank.svc.cluster.local` can be the same. */
const isKnown = (host: string, known: readonly string[]) =>
  known.some((each) => each === host || each.startsWith(`${host}.`) || host.startsWith(`${each}.`));

const unknownHosts = (p: IstioShiftWeights, known: readonly string[]): Finding[] =>
  p.weights
    .filter((share) => share.weight > 0 && !isKnown(share.host, known))
    .map((share) => finding("DestinationUnknown", "warning", share.host, { site: p.cluster, host: share.host }));

/** Sets the shares of one HTTP route of a VirtualService. */
export const istioShiftWeights = defineStep({
  name: "istio.shift-weights",
  schema: IstioShiftWeights,
  before: Before,
  describe: (p) => describeStep({ use: "istio.shift-weights", with: p }),
  async preflight(ctx, p) {
    const live = await ctx.read(p.cluster, istioReadWeights, target(p));
    if (!live.isServed) return blocked("KindAbsent", "virtualservices.networking.istio.io", { site: p.cluster, kind: "VirtualService" });
    if (!live.exists) return blocked("RouteAbsent", objectOf(p), { site: p.cluster, object: objectOf(p), route: p.route });
    const [stranger] = absentFrom(live.weights, p.weights, keyOf);
    if (stranger) return blocked("DestinationAbsent", objectOf(p), { destination: keyOf(stranger) });
    const before = { weights: live.weights };
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, shift(p, before))]);
    return preflightOf([...access, ...rehearsal.findings, ...unknownHosts(p, live.knownHosts)], before, rehearsal.changes);
  },
  run: shift,
  async verify(ctx, p, before) {
    const live = await ctx.read(p.cluster, istioReadWeights, target(p));
    if (!live.exists) return failed(worded("RouteIsGone", { object: objectOf(p) }));
    const wanted = after(p, before);
    if (sameWeights(live.weights, wanted, keyOf)) return done({ message: inWords(wanted, keyOf) });
    if (sameWeights(live.weights, before.weights, keyOf))
      return waiting(worded("WeightsToBecome", { weights: inWords(wanted, keyOf) }), true);
    return failed(worded("WeightsSetByOther", { weights: inWords(live.weights, keyOf) }));
  },
  unattended: (p, before) => ({
    query: istioReadWeights.name,
    input: target(p),
    expect: [
      { at: "/exists", is: true },
      { at: "/weights", is: after(p, before) },
    ],
  }),
  undo: (p, before) => ({ parameters: { ...p, weights: before.weights }, before: { weights: after(p, before) } }),
});
