import { deadlineSignal } from "@holdfast/contracts/deadline-signal";
import { z } from "zod";
import type { Child } from "../child";

const State = z.object({ version: z.number(), clusters: z.array(z.object({ name: z.string(), isReachable: z.boolean() })) });

/** Where the simulator's control API is, and its token. */
export interface DemoAddress {
  readonly url: string;
  readonly token: string;
}

/**
 * A lost region takes its agent with it: follows the simulator's state and stops the agents of regions that are lost, and starts
 * them again when the region is back.
 */
export function followRegions(control: DemoAddress, agents: ReadonlyMap<string, Child>, say: (line: string) => void): { stop(): void } {
  const ended = new AbortController();
  const lost = new Set<string>();
  const follow = async () => {
    let after = 0;
    while (!ended.signal.aborted) {
      try {
        const response = await fetch(new URL(`/control/state?after=${after}&timeoutSeconds=20`, control.url), {
          headers: { authorization: `Bearer ${control.token}` },
          signal: deadlineSignal(30_000, ended.signal),
        });
        const state = State.parse(await response.json());
        after = state.version;
        for (const { name, isReachable } of state.clusters) {
          const agent = agents.get(name);
          if (!agent || isReachable === !lost.has(name)) continue;
          say(isReachable ? `the region of ${name} is back` : `the region of ${name} is lost`);
          if (isReachable) {
            lost.delete(name);
            agent.start();
          } else {
            lost.add(name);
            await agent.stop();
          }
        }
      } catch {
        // The simulator restarts by itself; its numbers begin anew then.
        after = 0;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
  void follow();
  return { stop: () => ended.abort() };
}
