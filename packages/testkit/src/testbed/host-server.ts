import { answersOk } from "./probe-http";
import type { Program, Supervisor } from "./supervise";
import { until } from "./until";

/** A running server of the signals stack. */
export interface SignalServer {
  readonly url: string;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

const READY_MS = 60_000;
// Its data is thrown away, so there is nothing to wait for.
const GRACE_MS = 1_000;

/** Starts one server in a bed of its own and resolves when `readyUrl` answers 200; what fails leaves only its logs. */
export async function hostServer(bed: Supervisor, server: { program: Program; url: string; readyUrl: string }): Promise<SignalServer> {
  const { name } = server.program;
  try {
    await bed.start(server.program);
    await until(name, () => answersOk(server.readyUrl), {
      timeoutMs: READY_MS,
      isHopeless: () => (bed.isRunning(name) ? null : "it ended by itself"),
    });
  } catch (cause) {
    const tails = bed.logTails();
    await bed.close({ keepLogs: true });
    throw new Error(`${name} did not start: ${(cause as Error).message}\nLogs in ${bed.logFolder}\n${tails}`, { cause });
  }
  return {
    url: server.url,
    async stop() {
      if (!bed.isKept) await bed.stop(name, GRACE_MS);
      await bed.close();
    },
  };
}
