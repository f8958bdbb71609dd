import { patroniSwitchover as command } from "@holdfast/contracts/commands/patroni-switchover";
import { type PatroniMemberFacts, patroniRead } from "@holdfast/contracts/queries/patroni-read";
import { PatroniSwitchover } from "@holdfast/contracts/steps/patroni-switchover";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, type Finding, failed, finding, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ from: z.string(), to: z.string() });
type Before = z.infer<typeof Before>;

const LEADERS = ["leader", "standby_leader", "master", "primary"];
const UP = ["running", "streaming"];
const leaderOf = (members: readonly PatroniMemberFacts[]) => members.find(({ role }) => LEADERS.includes(role));

const read = (ctx: StepContext, p: PatroniSwitchover) => ctx.read(p.cluster, patroniRead, { service: p.service });
const set = (p: PatroniSwitchover, { from, to }: Before) => order(p.cluster, command, { service: p.service, leader: from, candidate: to });

function candidateFindings(p: PatroniSwitchover, members: readonly PatroniMemberFacts[]): Finding[] {
  const live = leaderOf(members);
  const next = members.find(({ name }) => name === p.candidate);
  const says = { service: p.service, member: p.candidate };
  if (live?.name !== p.leader)
    return [finding("PatroniLedByOther", "blocking", p.service, { service: p.service, leader: live?.name ?? "-", expected: p.leader })];
  if (!next) return [finding("PatroniMemberAbsent", "blocking", p.service, says)];
  if (!UP.includes(next.state)) return [finding("PatroniMemberUnfit", "blocking", p.service, { ...says, state: next.state })];
  if (next.lagBytes === null) return [finding("PatroniLagUnknown", "warning", p.service, says)];
  return next.lagBytes > p.maxLagBytes
    ? [finding("PatroniMemberBehind", "blocking", p.service, { ...says, lagBytes: next.lagBytes, maxLagBytes: p.maxLagBytes })]
    : [];
}

/** Has Patroni hand its leadership over, by its own switchover. */
export const patroniSwitchover = defineStep({
  name: "patroni.switchover",
  schema: PatroniSwitchover,
  before: Before,
  describe: (p) => describeStep({ use: "patroni.switchover", with: p }),
  async preflight(ctx, p) {
    const { isConfigured, trouble, members } = await read(ctx, p);
    const before = { from: p.leader, to: p.candidate };
    if (!isConfigured) return blocked("ServiceNotNamed", p.service, { site: p.cluster, service: p.service });
    if (trouble !== null) return blocked("ServiceSilent", p.service, { site: p.cluster, said: trouble });
    const isDone = leaderOf(members)?.name === p.candidate;
    const own = isDone ? [] : candidateFindings(p, members);
    if (own.some(({ severity }) => severity === "blocking")) return preflightOf<Before>(own, null);
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, set(p, before))]);
    return preflightOf([...access, ...own, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: set,
  async verify(ctx, p, { from, to }) {
    const { trouble, members } = await read(ctx, p);
    if (trouble !== null) return waiting(worded("ServiceToAnswer", { said: trouble }));
    const live = leaderOf(members);
    const says = { service: p.service, member: to };
    if (live?.name === to) return UP.includes(live.state) ? done(worded("PatroniLeads", says)) : waiting(worded("PatroniToLead", says));
    if (live === undefined || live.name === from) return waiting(worded("PatroniToLead", says), live?.name === from);
    return failed(worded("PatroniLedByThird", { service: p.service, leader: live.name, expected: to }));
  },
  undo: (parameters, { from, to }) => ({ parameters, before: { from: to, to: from } }),
});
