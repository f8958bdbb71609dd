import type { Faults } from "../traffic/faults";
import type { ActiveScenario, ScenarioRequest } from "./scenario";

type Of<N extends ScenarioRequest["name"]> = Extract<ScenarioRequest, { name: N }>;

/** What the scenarios that are happening break, all together. */
export class FaultBoard implements Faults {
  private active: readonly ActiveScenario[] = [];

  /** From now on these are happening. */
  show(active: readonly ActiveScenario[]): void {
    this.active = active;
  }

  isLost(site: string): boolean {
    return this.of("region-outage").some(({ cluster }) => cluster === site);
  }

  lostNodes(site: string): ReadonlySet<string> {
    return new Set(
      this.active.filter(({ request }) => request.name === "node-loss" && request.cluster === site).flatMap(({ nodes }) => nodes),
    );
  }

  addedLatencyMs(site: string, service: string): number {
    const here = this.of("latency-injection").filter(({ cluster, parameters }) => cluster === site && parameters.service === service);
    return here.reduce((sum, { parameters }) => sum + parameters.addedMs, 0);
  }

  errorShare(site: string, service: string): number {
    const here = this.of("error-injection").filter(({ cluster, parameters }) => cluster === site && parameters.service === service);
    return 1 - here.reduce((passing, { parameters }) => passing * (1 - parameters.share), 1);
  }

  replicationLagSeconds(site: string): number {
    return Math.max(0, ...this.of("replication-lag").map(({ cluster, parameters }) => (cluster === site ? parameters.seconds : 0)));
  }

  loadFactor(application: string): number {
    return this.of("load-spike")
      .filter(({ parameters }) => parameters.application === application)
      .reduce((factor, { parameters }) => factor * parameters.factor, 1);
  }

  private of<N extends ScenarioRequest["name"]>(name: N): Of<N>[] {
    return this.active.map(({ request }) => request).filter((request): request is Of<N> => request.name === name);
  }
}
