// What a rollout may do, asked of long ways through worlds that are drawn at random: clusters that fail, go away and come back, gates
// that don't hold, freezes, a kill switch that is turned, and people who approve late or halt.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MachineTarget, RolloutFacts, RolloutMove, RolloutPosition, TargetMove } from "./rollout-facts";
import { nextStep } from "./rollout-machine";
import { positionAfter } from "./rollout-transition";

const MINUTE = 60_000;
const start: RolloutPosition = { phase: "Running", wave: 0, stage: 0, begunAt: null, settledAt: null, watchedAt: null, gate: null };

type Target = { -readonly [K in keyof MachineTarget]: MachineTarget[K] } & { isBad: boolean };
interface World {
  facts: Omit<RolloutFacts, "targets" | "position">;
  position: RolloutPosition;
  targets: Target[];
  ordered: { wave: number; stage: number; target: string }[];
  moves: { move: RolloutMove; at: RolloutPosition }[];
  atOnce: number;
}

const wave = fc.record({
  needsApproval: fc.boolean(),
  soakMs: fc.constantFrom(0, 0, MINUTE),
  gateWithinMs: fc.constantFrom(null, null, MINUTE),
});
const world = fc
  .record({
    waves: fc.array(wave, { minLength: 1, maxLength: 4 }),
    stages: fc.integer({ min: 1, max: 3 }),
    sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
    bad: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    isAllGood: fc.boolean(),
    maxConcurrent: fc.integer({ min: 1, max: 4 }),
    failureBudget: fc.integer({ min: 0, max: 3 }),
    rollsBack: fc.boolean(),
    isThorough: fc.boolean(),
  })
  .map(({ waves, sizes, bad, isAllGood, stages, ...rest }): World => {
    const targets = waves.flatMap((_, index) =>
      Array.from({ length: sizes[index] ?? 1 }, (__, i): Target => {
        const isBad = !isAllGood && (bad[index * 4 + i] ?? false);
        return { id: `${index}-${i}`, wave: index, state: "pending", reach: "connected", order: "none", isBad };
      }),
    );
    return {
      facts: { waves, stages, ...rest, frozenUntil: null, isStopped: false, now: 0 },
      position: { ...start, phase: waves[0]?.needsApproval ? "AwaitingApproval" : "Running" },
      targets,
      ...{ ordered: [], moves: [], atOnce: 0 },
    };
  });
type Choice = "act" | "act2" | "answer" | "time" | "approve" | "freeze" | "stop" | "away" | "gateFails" | "halt" | "spoil";
const choice = fc.constantFrom<Choice>(
  "act",
  "act",
  "act2",
  "answer",
  "answer",
  "time",
  "approve",
  "freeze",
  "stop",
  "away",
  "gateFails",
  "halt",
  "spoil",
);

const factsOf = ({ facts, position, targets }: World): RolloutFacts => ({ ...facts, position, targets });

function moveTarget(w: World, { kind, target: id }: TargetMove): void {
  const target = w.targets.find((each) => each.id === id);
  if (!target) throw new Error("no such target");
  if (kind === "defer") target.state = "awaitingReturn";
  else if (kind === "drop") target.state = "superseded";
  else if (kind === "readBack") target.state = target.isBad ? "failed" : "applied";
  else {
    w.ordered.push({ wave: target.wave, stage: w.position.stage, target: id });
    Object.assign(target, { state: "applying", order: "open" });
    if (kind === "order") w.atOnce = Math.max(w.atOnce, w.targets.filter(({ state }) => state === "applying").length);
  }
}

function act(w: World, doesGateHold = true): void {
  const step = nextStep(factsOf(w));
  for (const move of step.targets) moveTarget(w, move);
  if (!step.move) return;
  w.moves.push({ move: step.move, at: w.position });
  w.position = positionAfter(w.position, step.move, w.facts.waves, w.facts.now);
  if (step.move.kind === "askGate") w.position = { ...w.position, gate: { askedAt: w.facts.now, isPassed: doesGateHold } };
  if (step.move.kind === "climb")
    for (const each of w.targets) if (each.wave === w.position.wave && each.state === "applied") each.state = "pending";
}

const answer = (w: World) => {
  for (const target of w.targets) if (target.order === "open" && target.reach === "connected") target.order = "over";
};

function happen(w: World, each: Choice): void {
  const [first] = w.targets.filter(({ state }) => state === "pending" || state === "awaitingReturn");
  if (each === "act" || each === "act2" || each === "gateFails") act(w, each !== "gateFails");
  else if (each === "answer") answer(w);
  else if (each === "time") w.facts = { ...w.facts, now: w.facts.now + 7000 };
  else if (each === "approve" && w.position.phase === "AwaitingApproval") w.position = { ...w.position, phase: "Running" };
  else if (each === "freeze") w.facts = { ...w.facts, frozenUntil: w.facts.frozenUntil === null ? w.facts.now + MINUTE : null };
  else if (each === "stop") w.facts = { ...w.facts, isStopped: !w.facts.isStopped };
  else if (each === "away" && first) first.reach = first.reach === "connected" ? "away" : "connected";
  else if (each === "spoil")
    for (const target of w.targets.slice(0, 1)) if (target.state === "applied" && w.position.settledAt !== null) target.state = "failed";
}

/** A world without trouble from here on: everything is answered, time goes on, people agree, everybody is back. */
function calmDown(w: World, check: (before: RolloutFacts, asked: number) => void = () => undefined): number {
  w.facts = { ...w.facts, isStopped: false, frozenUntil: null };
  for (const target of w.targets) target.reach = "connected";
  const isOpen = ({ state, order }: Target) =>
    state === "awaitingReturn" || (state === "applying" && order === "open" && w.position.phase === "Succeeded");
  for (let i = 0; i < 2000; i++) {
    if (w.position.phase === "AwaitingApproval") w.position = { ...w.position, phase: "Running" };
    if (w.position.phase !== "Running" && !w.targets.some(isOpen)) return i;
    const [before, asked] = [{ ...factsOf(w), targets: w.targets.map((target) => ({ ...target })) }, w.ordered.length];
    act(w);
    check(before, asked);
    answer(w);
    w.facts = { ...w.facts, now: w.facts.now + 1000 };
  }
  return 2000;
}

const walks = (check: (w: World, choices: readonly Choice[]) => void) =>
  fc.assert(fc.property(world, fc.array(choice, { maxLength: 120 }), check), { numRuns: 400 });

describe("a rollout", () => {
  it("never begins a wave before the one before is settled, soaked, gated, climbed and agreed to", () => {
    let advances = 0;
    walks((w, choices) => {
      const check = (before: RolloutFacts, asked: number) => {
        const { wave: now, phase } = before.position;
        for (const { wave: index } of w.ordered.slice(asked)) expect(index).toBeLessThanOrEqual(now);
        if (w.position.wave === now) return;
        advances++;
        const own = before.targets.filter((target) => target.wave === now);
        const gate = before.waves[now];
        expect(phase).toBe("Running");
        expect(before.position.stage).toBe(before.stages - 1);
        expect(own.map(({ state }) => state)).not.toContain("pending");
        expect(own.map(({ state }) => state)).not.toContain("applying");
        if (gate && gate.soakMs > 0)
          expect(before.position.watchedAt).toBeGreaterThanOrEqual((before.position.settledAt ?? 0) + gate.soakMs);
        if (gate && !before.isThorough && (gate.soakMs > 0 || gate.gateWithinMs !== null))
          expect(own.map(({ state }) => state)).toContain("applied");
        if (gate && gate.gateWithinMs !== null) expect(before.position.gate?.isPassed).toBe(true);
        expect(w.position.phase).toBe(before.waves[now + 1]?.needsApproval ? "AwaitingApproval" : "Running");
      };
      for (const each of choices) {
        const [before, asked] = [{ ...factsOf(w), targets: w.targets.map((target) => ({ ...target })) }, w.ordered.length];
        happen(w, each);
        check(before, asked);
      }
      calmDown(w, check);
    });
    expect(advances).toBeGreaterThan(100);
  });

  it("whose bundle fails in wave one never reaches wave two", () => {
    walks((w, choices) => {
      for (const target of w.targets) target.isBad = true;
      w.facts = { ...w.facts, isThorough: false };
      for (const each of choices) happen(w, each);
      calmDown(w);
      expect(w.position.phase).toBe("Halted");
      expect(w.ordered.filter(({ wave: index }) => index > 0)).toEqual([]);
    });
  });

  it("orders nothing that is new after it was halted, by itself or by a person", () => {
    walks((w, choices) => {
      for (const each of choices) {
        if (each === "halt") w.position = { ...w.position, phase: "Halted" };
        const asked = w.ordered.length;
        const isHalted = w.position.phase === "Halted";
        happen(w, each);
        if (isHalted) expect(w.ordered.length).toBe(asked);
      }
    });
  });

  it("orders nothing and moves nowhere while the kill switch is engaged, and begins nothing in a freeze", () => {
    walks((w, choices) => {
      for (const each of choices) {
        const [asked, moved, { isStopped, frozenUntil }] = [w.ordered.length, w.moves.length, w.facts];
        happen(w, each);
        if (isStopped) expect([w.ordered.length, w.moves.length]).toEqual([asked, moved]);
        if (frozenUntil !== null) expect(w.moves.slice(moved).map(({ move }) => move.kind)).not.toContain("begin");
      }
    });
  });

  it("keeps to its budget: it comes to its end exactly where no more clusters fail, and not a whole wave", () => {
    walks((w) => {
      w.facts = { ...w.facts, isThorough: false };
      calmDown(w);
      const failed = w.targets.filter(({ state }) => state === "failed").length;
      const isWaveLost = w.facts.waves.some((_, index) =>
        w.targets.filter((each) => each.wave === index).every(({ state }) => state === "failed"),
      );
      expect(w.position.phase).toBe(failed > w.facts.failureBudget || isWaveLost ? "Halted" : "Succeeded");
      expect(failed).toBeLessThanOrEqual(w.facts.failureBudget + w.facts.maxConcurrent);
    });
  });

  it("never has more clusters on their way than it may, but for those that come back late", () => {
    walks((w, choices) => {
      const calm = choices.filter((each) => each !== "away");
      for (const each of calm) happen(w, each);
      calmDown(w);
      expect(w.atOnce).toBeLessThanOrEqual(w.facts.maxConcurrent);
    });
  });

  it("comes to an end whatever happened, once the world is calm", () => {
    walks((w, choices) => {
      for (const each of choices) happen(w, each);
      expect(calmDown(w)).toBeLessThan(2000);
      expect(["Succeeded", "Halted"]).toContain(w.position.phase);
    });
  });

  it("that takes clusters back goes to every one of them, and has halted where one could not be taken back", () => {
    walks((w, choices) => {
      w.facts = { ...w.facts, isThorough: true, waves: [{ needsApproval: false, soakMs: 0, gateWithinMs: null }], stages: 1 };
      w.position = { ...w.position, phase: "Running" };
      for (const target of w.targets) target.wave = 0;
      for (const each of choices.filter((any) => any !== "spoil")) happen(w, each);
      calmDown(w);
      expect(new Set(w.ordered.map(({ target }) => target)).size).toBe(w.targets.length);
      const hasFailed = w.targets.some(({ state }) => state === "failed");
      if (!hasFailed) expect(w.position.phase).toBe("Succeeded");
    });
  });

  it("halts when its gate does not hold in its time, and an answer that is not there does not pass it", () => {
    const soaked: RolloutPosition = { ...start, begunAt: 0, settledAt: 0 };
    const facts = (gate: RolloutPosition["gate"], now: number): RolloutFacts => ({
      position: { ...soaked, gate },
      waves: [{ needsApproval: false, soakMs: 0, gateWithinMs: MINUTE }],
      ...{ stages: 1, maxConcurrent: 1, failureBudget: 0, rollsBack: true, isThorough: false, frozenUntil: null, isStopped: false, now },
      targets: [{ id: "a", wave: 0, state: "applied", reach: "connected", order: "over" }],
    });
    expect(nextStep(facts(null, 0)).move).toEqual({ kind: "askGate" });
    expect(nextStep(facts({ askedAt: 0, isPassed: false }, 1000))).toMatchObject({ move: null, waits: { kind: "gate", until: MINUTE } });
    expect(nextStep(facts({ askedAt: 0, isPassed: false }, 6000)).move).toEqual({ kind: "askGate" });
    expect(nextStep(facts({ askedAt: MINUTE, isPassed: false }, MINUTE)).move).toEqual({ kind: "halt", why: "gate", rollsBack: true });
    expect(nextStep(facts({ askedAt: MINUTE, isPassed: true }, MINUTE)).move).toEqual({ kind: "finish" });
  });
});
