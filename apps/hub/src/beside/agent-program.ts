import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** How the agent's program is started: the arguments of Node.js before its own. */
export type AgentProgram = readonly string[];

/** The agent's program of this release, where its build put it; undefined where it was not built. */
export function builtAgentProgram(): AgentProgram | undefined {
  // From the hub's own build, and from its source.
  const places = ["../../../packages/agent/dist/agent.js", "../../../../packages/agent/dist/agent.js"];
  const file = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find((each) => existsSync(each));
  return file === undefined ? undefined : [file];
}

/** The environment of a program that reads what a person pasted: nothing of the hub's own. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({ NODE_ENV: "production" });
