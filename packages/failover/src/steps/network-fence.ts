import { networkFence as command } from "@holdfast/contracts/commands/network-fence";
import { networkReadFence } from "@holdfast/contracts/queries/network-read-fence";
import { NetworkFence } from "@holdfast/contracts/steps/network-fence";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, failed, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ from: z.boolean(), to: z.boolean() });
type Before = z.infer<typeof Before>;

const fenceOf = ({ namespace, pods, by, egress }: NetworkFence) => ({ namespace, pods, by, egress });
const read = (ctx: StepContext, p: NetworkFence) => ctx.read(p.cluster, networkReadFence, fenceOf(p));
const set = (p: NetworkFence, { to }: Before) => order(p.cluster, command, { ...fenceOf(p), fenced: to });

/** Puts up a fence around pods of one site, or takes it away. */
export const networkFence = defineStep({
  name: "network.fence",
  schema: NetworkFence,
  before: Before,
  describe: (p) => describeStep({ use: "network.fence", with: p }),
  async preflight(ctx, p) {
    const { isServed, hasNamespace, name, state, holes } = await read(ctx, p);
    const object = `${p.by} ${p.namespace}/${name}`;
    if (!isServed) return blocked("KindAbsent", p.by, { site: p.cluster, kind: p.by });
    if (!hasNamespace) return blocked("ObjectAbsent", p.namespace, { site: p.cluster, object: `Namespace ${p.namespace}` });
    if (state === "other") return blocked("FenceOfOthers", object, { site: p.cluster, object });
    if (p.fenced && holes.length > 0) return blocked("FenceHasHoles", object, { site: p.cluster, policies: holes.join(", ") });
    const before = { from: state === "stands", to: p.fenced };
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, set(p, before))]);
    return preflightOf([...access, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: set,
  async verify(ctx, p, { from, to }) {
    const { name, state, holes } = await read(ctx, p);
    const object = `${p.by} ${p.namespace}/${name}`;
    if (state === "other") return failed(worded("FenceWasChanged", { object }));
    const isUntouched = (state === "stands") === from && from !== to;
    if ((state === "stands") !== to) return waiting(worded(to ? "FenceToStand" : "FenceToGo", { object }), isUntouched);
    if (!to) return done(worded("FenceIsGone", { object }));
    // What another policy lets in since is no fence, whatever this one says.
    return holes.length > 0
      ? failed(worded("FenceLeaks", { object, policies: holes.join(", ") }))
      : done(worded("FenceStands", { object }));
  },
  undo: (parameters, { from, to }) => ({ parameters, before: { from: to, to: from } }),
});
