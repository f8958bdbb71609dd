import type { runOfArming } from "./arm-plan";

/** What a run took, in milliseconds, from the instant before the power went. */
export interface RunTimes {
  /** Until the run was begun, until it had started, from there until its last change was seen, and from there to its last verification. */
  readonly detect: number;
  readonly decide: number;
  readonly act: number;
  readonly verify: number;
  readonly total: number;
  /** The parts of `act`, each from the verification before it to its own. */
  readonly fence: number;
  readonly promote: number;
  readonly shift: number;
}

/** Reads a run's times from its row and its journal. Throws when a step was never verified. */
export function runTimesFrom(lostAt: Date, run: Awaited<ReturnType<typeof runOfArming>>): RunTimes {
  const verifiedAt = (name: string): number => {
    const step = run.steps.find((each) => each.name === name);
    const line = run.journal.findLast(({ stepIndex, transition }) => stepIndex === step?.index && transition === "verified");
    if (!line) throw new Error(`${name} was never verified`);
    return line.at.getTime();
  };
  if (!run.startedAt) throw new Error("the run has no start");
  const [lost, requested, started] = [lostAt, run.requestedAt, run.startedAt].map((at) => at.getTime()) as [number, number, number];
  const [fenced, promoted, shifted, serves] = [verifiedAt("fence"), verifiedAt("promote"), verifiedAt("shift"), verifiedAt("serves")];
  return {
    detect: requested - lost,
    decide: started - requested,
    act: shifted - started,
    verify: serves - shifted,
    total: serves - lost,
    fence: fenced - started,
    promote: promoted - fenced,
    shift: shifted - promoted,
  };
}
