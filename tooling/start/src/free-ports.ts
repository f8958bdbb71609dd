import { createServer } from "node:net";
import { StartProblem } from "./start-problem";

const HOW: Record<string, string> = {
  console: "--port <number>",
  enrolment: "HOLDFAST_ENROLMENT_PORT",
  link: "HOLDFAST_LINK_PORT",
  internal: "HOLDFAST_INTERNAL_PORT",
  simulator: "HOLDFAST_SIMULATOR_PORT",
};

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer()
      .once("error", () => resolve(false))
      .listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** Makes sure that every port can be listened on, before anything is started. Throws naming those that can't and how to choose others. */
export async function requireFreePorts(ports: Record<string, number>): Promise<void> {
  const taken = [];
  for (const [name, port] of Object.entries(ports))
    if (!(await isFree(port)))
      taken.push(`Port ${port} (${name}) is in use: stop what listens there, or choose another with ${HOW[name] ?? name}.`);
  if (taken.length > 0)
    throw new StartProblem(`${taken.join("\n")}\nPerhaps Holdfast is running already: open http://127.0.0.1:${ports.console}`);
}
