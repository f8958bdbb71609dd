import { BackendWeight, gatewayShiftWeights as command } from "@holdfast/contracts/commands/gateway-shift-weights";
import { gatewayReadWeights } from "@holdfast/contracts/queries/gateway-read-weights";
import { GatewayShiftWeights } from "@holdfast/contracts/steps/gateway-shift-weights";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import type { Observation } from "@holdfast/domain/run/judge-effect";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, type Finding, failed, finding, order, preflightOf, underCode, waiting } from "../define-step";
import { absentFrom, inWords, sameWeights, weightsAfter } from "./weights";

type Weight = z.infer<typeof BackendWeight>;
type Live = z.infer<typeof gatewayReadWeights.output>;
const Before = z.strictObject({ weights: z.array(BackendWeight) });

const keyOf = (share: Weight) =>
  `${share.namespace === null ? "" : `${share.namespace}/`}${share.name}${share.port === null ? "" : `:${share.port}`}`;
const target = (p: GatewayShiftWeights) => ({ namespace: p.namespace, name: p.name, rule: p.rule });
const objectOf = (p: GatewayShiftWeights) => `HTTPRoute ${p.namespace}/${p.name}`;
const after = (p: GatewayShiftWeights, before: z.infer<typeof Before>) => weightsAfter(before.weights, p.weights, keyOf);
const shift = (p: GatewayShiftWeights, before: z.infer<typeof Before>) =>
  order(p.cluster, command, { ...target(p), weights: after(p, before), expectWeights: before.weights });

const ruleAbsent = (p: GatewayShiftWeights): Finding =>
  underCode("RouteAbsent", finding("RuleAbsent", "blocking", objectOf(p), { site: p.cluster, object: objectOf(p), rule: p.rule }));
const backendAbsent = (p: GatewayShiftWeights, backend: string): Finding =>
  underCode("DestinationAbsent", finding("BackendAbsent", "blocking", objectOf(p), { backend }));

const unresolved = (p: GatewayShiftWeights, live: Live): Finding[] =>
  live.parents
    .filter((parent) => parent.isObserved && !parent.hasResolvedRefs)
    .map((parent) => finding("BackendUnresolved", "warning", objectOf(p), { gateway: parent.name }));

/** The weights are set; what do the gateways say, where one reports? */
function taken(live: Live, message: string): Observation {
  const late = live.parents.find((parent) => !parent.isObserved);
  if (late) return waiting(worded("GatewayToTake", { gateway: late.name }));
  const refusing = live.parents.find((parent) => !parent.isAccepted || !parent.hasResolvedRefs);
  if (refusing) return waiting(worded(refusing.isAccepted ? "GatewayToResolve" : "GatewayToAccept", { gateway: refusing.name }));
  return done({ message });
}

/** Sets the shares of one rule of an HTTPRoute. */
export const gatewayShiftWeights = defineStep({
  name: "gateway.shift-weights",
  schema: GatewayShiftWeights,
  before: Before,
  describe: (p) => describeStep({ use: "gateway.shift-weights", with: p }),
  async preflight(ctx, p) {
    const live = await ctx.read(p.cluster, gatewayReadWeights, target(p));
    if (!live.isServed) return blocked("KindAbsent", "httproutes.gateway.networking.k8s.io", { site: p.cluster, kind: "HTTPRoute" });
    if (!live.exists) return preflightOf<z.infer<typeof Before>>([ruleAbsent(p)], null);
    const [stranger] = absentFrom(live.weights, p.weights, keyOf);
    if (stranger) return preflightOf<z.infer<typeof Before>>([backendAbsent(p, keyOf(stranger))], null);
    const before = { weights: live.weights };
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, shift(p, before))]);
    return preflightOf([...access, ...rehearsal.findings, ...unresolved(p, live)], before, rehearsal.changes);
  },
  run: shift,
  async verify(ctx, p, before) {
    const live = await ctx.read(p.cluster, gatewayReadWeights, target(p));
    if (!live.exists) return failed(worded("RuleIsGone", { object: objectOf(p) }));
    const wanted = after(p, before);
    if (sameWeights(live.weights, wanted, keyOf)) return taken(live, inWords(wanted, keyOf));
    if (sameWeights(live.weights, before.weights, keyOf))
      return waiting(worded("WeightsToBecome", { weights: inWords(wanted, keyOf) }), true);
    return failed(worded("WeightsSetByOther", { weights: inWords(live.weights, keyOf) }));
  },
  unattended: (p, before) => ({
    query: gatewayReadWeights.name,
    input: target(p),
    expect: [
      { at: "/exists", is: true },
      { at: "/weights", is: after(p, before) },
      { at: "/parents", each: { isAccepted: true, hasResolvedRefs: true, isObserved: true } },
    ],
  }),
  undo: (p, before) => ({ parameters: { ...p, weights: before.weights }, before: { weights: after(p, before) } }),
});
