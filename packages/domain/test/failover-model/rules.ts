import { isTerminal } from "../../src/run/phase-machine";
import { mayAct } from "./permits";
import { isAlive, type World } from "./world";

/** A rule of every world: what is wrong with it, or null. */
export type Rule = (world: World) => string | null;

const oneWriter: Rule = ({ sites }) => (sites.every((site) => site.isWritable) ? "two sites take writes" : null);

/** Nothing that a run has ordered may happen behind the back of an end that promises how the world is. */
const trueEnd: Rule = ({ runs, sites, orders, permit }) => {
  const run = runs.findLast((each) => each.isStarted);
  if (!run || !["Succeeded", "Undone"].includes(run.progress.phase)) return null;
  const serving = run.progress.phase === "Succeeded" ? 1 - run.from : run.from;
  // What is alive and would change nothing is no harm, and neither is what the agent will refuse.
  const isHarm = orders.some((order) => {
    const site = sites[order.site];
    return site && isAlive(order) && order.epoch >= site.epoch && site.isWritable !== order.to;
  });
  const site = permit && sites[1 - (runs[permit.run]?.from ?? 0)];
  if (permit && site && mayAct(permit, site.epoch) && !site.isWritable)
    return `after ${run.progress.phase} an agent may still go on by itself`;
  if (isHarm) return `after ${run.progress.phase} an order may still have an effect`;
  return sites[serving]?.isWritable && !sites[1 - serving]?.isWritable ? null : `${run.progress.phase}, but another site takes the writes`;
};

const growingEpochs: Rule = ({ runs, groupEpoch }) => {
  const epochs = runs.filter((run) => run.isStarted).map((run) => run.epoch);
  return epochs.every((epoch, i) => epoch === i + 1) && groupEpoch === epochs.length ? null : "the epoch did not grow with each run";
};

/** What a site obeys comes from a run that said so in its journal first. */
const everyOrderIsJournalled: Rule = ({ runs, orders }) => {
  const secret = orders.find(({ run, step, way, attempt }) => {
    const row = runs[run]?.progress.steps[step];
    return row && row.attempt === attempt && !row.reached.includes(way === "do" ? "sent" : "undoSent");
  });
  return secret ? `order ${secret.step}.${secret.way}.${secret.attempt} is in nobody's journal` : null;
};

/** What must hold in every world that can be reached. */
export const rules: readonly Rule[] = [oneWriter, trueEnd, growingEpochs, everyOrderIsJournalled];

/** Whether both runs have ended. */
export const isEnd = ({ runs }: World): boolean => runs.every((run) => isTerminal(run.progress.phase));

/** The first rule that a world breaks. */
export const brokenRule = (world: World): string | null => rules.map((rule) => rule(world)).find((each) => each !== null) ?? null;
