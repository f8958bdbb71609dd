import type { Application } from "./application";
import { clusterOf, routesOf } from "./demand";
import { drawn } from "./latency";
import type { Traffic } from "./moment";
import type { Noise } from "./noise";
import { chosen } from "./requests/sampled-request";
import type { Site } from "./site";

/** How one request ends: its status, how long that takes, and where it went. */
export interface ProbeAnswer {
  readonly status: number;
  readonly delayMs: number;
  readonly application: string;
  readonly destination: string;
}

/** Sends single requests through the model, as a probe from outside would. */
export class Prober {
  private sent = 0;
  private readonly sites: readonly Site[];
  private readonly applications: readonly Application[];
  private readonly traffic: Traffic;
  private readonly noise: Noise;

  constructor(sites: readonly Site[], applications: readonly Application[], traffic: Traffic, noise: Noise) {
    this.sites = sites;
    this.applications = applications;
    this.traffic = traffic;
    this.noise = noise;
  }

  /**
   * Asks a cluster for a service: by an application's name through the cluster's gateway and its routes, by a Deployment's
   * name straight at its pods there. Undefined when the cluster has neither.
   */
  answer(cluster: string, service: string): ProbeAnswer | undefined {
    const site = this.sites.find(({ name }) => name === cluster);
    if (!site) return undefined;
    const direct = this.applications.find(({ deployment }) => deployment === service);
    const routed = this.applications.find(({ name }) => name === service);
    if (direct && site.view.deployment(direct.namespace, direct.deployment)) return this.ask(direct, site, site);
    const destination = routed && this.destinationOf(routed, site);
    return routed && destination ? this.ask(routed, site, destination) : undefined;
  }

  private destinationOf(application: Application, gateway: Site): Site | undefined {
    const { kind } = application.entrance;
    if (kind === "ingress" || kind === "selfCheck")
      return gateway.view.deployment(application.namespace, application.deployment) ? gateway : undefined;
    const route = chosen(routesOf(application, gateway) ?? [], this.number("route"), ({ share }) => share);
    return route && clusterOf(route.host, gateway, this.sites);
  }

  private ask(application: Application, gateway: Site, destination: Site): ProbeAnswer | undefined {
    this.sent++;
    // A probe reads: what only writes meet is not for it.
    const outcomes = this.traffic.outcomesBetween(gateway, destination, application).filter(({ of }) => of !== "writes");
    const outcome = chosen(outcomes, this.number("outcome"), ({ share }) => share);
    if (!outcome) return undefined;
    const delayMs = drawn(outcome.latency, this.number("u"), this.number("v"));
    return { status: outcome.code, delayMs, application: application.name, destination: destination.name };
  }

  private number(part: string): number {
    return this.noise.at(`probe/${part}`, this.sent);
  }
}
