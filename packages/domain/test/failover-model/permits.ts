// The warrant of the model: what lets the agent of the site that is gone to do the run's last step by itself. The decisions about
// the run are the product's; what is told here is what its hub and its agent do about the warrant.
import { beginStep } from "../../src/run/begin-step";
import { applyChange, onlyStep } from "../../src/run/run-change";
import { type RunProgress, stepAt } from "../../src/run/run-progress";
import { intendStep, sendStep } from "../../src/run/step-changes";
import type { Move } from "./moves";
import type { Sabotage } from "./sabotage";
import { currentRun, type ModelRun, type Order, type Permit, type World } from "./world";

const text = { message: "" };
const LAST = 1;

const runAt = (world: World, index: number): ModelRun => {
  const run = world.runs[index];
  if (!run) throw new RangeError(`no run ${index}`);
  return run;
};

/** Whether the agent may begin something under it, or is at it. */
export const mayAct = ({ life, age, act, epoch }: Permit, siteEpoch: number): boolean =>
  life === "acting" || (act === "none" && age === "young" && (life === "offered" || life === "held") && epoch >= siteEpoch);

/** Whether something was done, or is being done, of which no hub has heard. */
export const isUntold = ({ permit }: World, run: number): boolean =>
  permit?.run === run && !permit.told && (permit.life === "acting" || permit.act !== "none");

/** Whether the run does not tell yet of what its agent is known to have done by itself. */
export function isUnadopted({ permit, runs }: World, run: number, { withoutAdopting }: Sabotage): boolean {
  const step = runs[run]?.progress.steps[LAST];
  if (withoutAdopting || permit?.run !== run || !permit.told || permit.act === "none" || !step) return false;
  return !step.wasSent && step.state !== "Done" && step.state !== "Verifying";
}

/** A run is not undone before its agent itself has said that it goes on no more. That its time is over is not enough: who knows what it did? */
export const wouldWait = ({ permit, runs }: World, run: number, { withoutDropping }: Sabotage): boolean =>
  !withoutDropping &&
  permit?.run === run &&
  runs[run]?.progress.phase === "Undoing" &&
  runs[run]?.progress.intent === null &&
  permit.known !== "closed";

function adopted(progress: RunProgress): RunProgress {
  const change = (next: RunProgress, make: (step: ReturnType<typeof stepAt>) => Parameters<typeof onlyStep>[0]) =>
    applyChange(next, onlyStep(make(stepAt(next, LAST))));
  const { state, reached } = stepAt(progress, LAST);
  const isOpen = state === "Preflight" || state === "Running";
  let after = isOpen ? progress : change(progress, beginStep);
  if (!reached.includes("intended") || !isOpen) after = change(after, (step) => intendStep(step, text));
  after = change(after, (step) => sendStep(step, text));
  return progress.phase === "Running"
    ? after
    : change(after, (step) => ({ ...sendStep(step, text), transition: "failed", to: "Unknown", detail: { outcome: "unknown" } }));
}

/** The hub that holds the lease writes down as the run's own what its agent did; the agent answers that order as it did the act. */
export function adopts(world: World, hub: number): Move {
  const { permit } = world;
  if (!permit) throw new RangeError("there is nothing to adopt");
  const run = runAt(world, permit.run);
  const progress = adopted(run.progress);
  const { attempt } = stepAt(progress, LAST);
  const life: Order["life"] = permit.act === "unknown" ? "unknown" : "succeeded";
  const order: Order = {
    ...{ run: permit.run, step: LAST, way: "do", attempt, site: 1 - run.from, to: true, epoch: run.epoch },
    ...{ life, outcome: null, age: "young" },
  };
  return {
    name: `hub ${hub} writes down what the agent did`,
    world: { ...world, runs: world.runs.with(permit.run, { ...run, progress }), orders: [...world.orders, order] },
  };
}

/** Whether a hub signs one now: the first step is done, the last is not, and nobody has told the run anything. */
function canIssue(world: World): boolean {
  const { progress, isStarted } = runAt(world, currentRun(world));
  const [first, last] = progress.steps;
  const isFree =
    world.permit === null || ((world.permit.known === "closed" || world.permit.known === "over") && world.permit.run !== currentRun(world));
  return (
    isFree && isStarted && progress.phase === "Running" && progress.intent === null && first?.state === "Done" && last?.state !== "Done"
  );
}

/** All that may happen about a warrant. */
export function permitMoves(world: World, sabotage: Sabotage): Move[] {
  const { permit } = world;
  const moves: Move[] = [];
  const become = (more: Partial<Permit>, with_: Partial<World> = {}): World => ({
    ...world,
    ...with_,
    permit: permit && { ...permit, ...more },
  });
  if (world.permitsLeft > 0 && world.lease.owner !== null && canIssue(world)) {
    const run = currentRun(world);
    const fresh: Permit = { run, epoch: runAt(world, run).epoch, life: "offered", act: "none", known: "open", told: false, age: "young" };
    moves.push({ name: "a hub signs a warrant", world: { ...world, permit: fresh, permitsLeft: world.permitsLeft - 1 } });
  }
  if (!permit) return moves;
  const run = runAt(world, permit.run);
  const index = 1 - run.from;
  const site = world.sites[index];
  if (!site) return moves;
  const isSent = world.orders.some(
    (order) => order.run === permit.run && order.step === LAST && order.way === "do" && order.attempt === 1 && order.life !== "queued",
  );
  const isYoung = permit.age === "young";
  const isCurrent = permit.epoch >= site.epoch;
  if (permit.life === "offered" && isYoung)
    moves.push({ name: "the agent takes the warrant", world: become({ life: isCurrent ? "held" : "dropped" }) });
  if (permit.life === "held" && isYoung && isCurrent && permit.act === "none" && !isSent && !site.isWritable)
    moves.push({ name: "the agent begins by itself", world: become({ life: "acting" }) });
  if (permit.life === "acting") {
    const effect = { sites: world.sites.with(index, { ...site, isWritable: true, epoch: Math.max(site.epoch, permit.epoch) }) };
    moves.push({ name: "what the agent does has its effect", world: become({ life: "held", act: "succeeded" }, effect) });
    if (world.agentDeathsLeft > 0) {
      const agentDeathsLeft = world.agentDeathsLeft - 1;
      moves.push({ name: "the agent dies before its effect", world: become({ life: "held", act: "unknown" }, { agentDeathsLeft }) });
      moves.push({
        name: "the agent dies after its effect",
        world: become({ life: "held", act: "unknown" }, { ...effect, agentDeathsLeft }),
      });
    }
  }
  if (permit.life !== "acting" && permit.act !== "none" && !permit.told)
    moves.push({ name: "the agent tells what it did", world: become({ told: true }) });
  const isToldOf = permit.act === "none" || permit.told || sabotage.withoutTelling === true;
  const isRevoking = permit.known === "revoking" || permit.known === "over";
  if (isRevoking && (permit.life === "offered" || permit.life === "held"))
    moves.push({ name: "the agent drops the warrant", world: become({ life: "dropped" }) });
  if (permit.life === "dropped" && permit.known !== "closed" && isToldOf)
    moves.push({ name: "it is known that the warrant is dropped", world: become({ known: "closed" }) });
  if (isYoung && permit.life !== "acting")
    moves.push({
      name: "the warrant is surely over",
      world: become({ age: "dead", known: permit.known === "closed" ? "closed" : "over" }),
    });
  return moves;
}
