import { z } from "zod";

/** A disturbance that the demo's fleet lives through now; `cluster` is null for what belongs to none, such as a spike of load. */
export const DemoScenario = z.object({
  id: z.string(),
  name: z.string(),
  cluster: z.string().nullable().default(null),
  startedAt: z.string(),
});
export type DemoScenario = z.infer<typeof DemoScenario>;

/** The simulator's control panel. */
export interface DemoControl {
  state(): Promise<DemoScenario[]>;
  start(scenario: { name: string; cluster: string }): Promise<void>;
  end(id: string): Promise<void>;
}

const State = z.object({ scenarios: z.array(DemoScenario) });

/** Speaks to the simulator's control API, on loopback, with the token that the starter gave. */
export function demoControl(baseUrl: string, token: string): DemoControl {
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(new URL(path, baseUrl), {
      ...init,
      redirect: "error",
      signal: AbortSignal.timeout(3000),
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    });
    if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
    return response;
  };
  return {
    state: async () => State.parse(await (await call("/control/state")).json()).scenarios,
    start: async (scenario) => void (await call("/control/scenarios", { method: "POST", body: JSON.stringify(scenario) })),
    end: async (id) => void (await call(`/control/scenarios/${encodeURIComponent(id)}`, { method: "DELETE" })),
  };
}
