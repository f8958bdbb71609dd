import { until } from "@holdfast/testkit/testbed/until";
import type { EnrolledCluster } from "../harness/enrolled-cluster";
import { linkOf } from "../harness/enrolled-cluster";
import type { Installation, KeptProcess } from "../harness/installation";
import type { Session } from "../harness/session";
import { signalled } from "../harness/system-processes";
import type { Site, Victim } from "./draw-rounds";

/** Everything that may die, and how one sees that it is well again. */
export interface Mortals {
  readonly installation: Installation;
  readonly agents: Readonly<Record<Site, EnrolledCluster>>;
  readonly viewer: Session;
}

const BACK_MS = 60_000;
const HEALED_MS = 90_000;
// The starter gives up a child that crashes six times within a minute. Chaos comes close to that, and not to it.
const MINUTE_MS = 60_000;
const MOST_KILLS = 4;

/** Kills, by hand of the operating system, and knows how often it has. */
export interface Killer {
  /** Ends these with SIGKILL, all at once, as soon as each is there and its supervisor's patience allows. */
  kill(victims: readonly Victim[]): Promise<void>;
  /** Resolves when each of these has a new process. */
  back(victims: readonly Victim[]): Promise<void>;
  /** Resolves when the console answers and every link is up. */
  healed(): Promise<void>;
}

const isSite = (victim: Victim): victim is Site => victim.startsWith("chaos-");

/** A killer of these mortals. */
export function killerOf({ installation, agents, viewer }: Mortals): Killer {
  const killedAt = new Map<Victim, number[]>();
  const killedPid = new Map<Victim, number>();
  const pidOf = (victim: Victim) => (isSite(victim) ? agents[victim].agent.pid : installation.processOf(victim satisfies KeptProcess));
  const isPatient = (victim: Victim) =>
    isSite(victim) || (killedAt.get(victim) ?? []).filter((at) => performance.now() - at < MINUTE_MS).length < MOST_KILLS;
  const mustRun = () => (installation.isRunning() ? null : `the starter has ended:\n${installation.output()}`);
  return {
    async kill(victims) {
      const pids = await Promise.all(
        victims.map((victim) =>
          until(`${victim} to kill`, async () => isPatient(victim) && pidOf(victim), {
            timeoutMs: MINUTE_MS + BACK_MS,
            isHopeless: mustRun,
          }),
        ),
      );
      victims.forEach((victim, i) => {
        const pid = pids[i] ?? 0;
        signalled(pid, "SIGKILL");
        killedPid.set(victim, pid);
        killedAt.set(victim, [...(killedAt.get(victim) ?? []), performance.now()]);
      });
    },
    async back(victims) {
      for (const victim of victims)
        await until(
          `${victim} to be back`,
          async () => {
            const pid = pidOf(victim);
            return pid !== undefined && pid !== killedPid.get(victim);
          },
          { timeoutMs: BACK_MS, isHopeless: mustRun },
        );
    },
    async healed() {
      for (const { id, name } of Object.values(agents))
        await until(
          `${name} to be connected`,
          async () => {
            const { state } = await linkOf(viewer, id);
            if (state === "connected") return true;
            throw new Error(state);
          },
          { timeoutMs: HEALED_MS, isHopeless: mustRun },
        );
    },
  };
}
