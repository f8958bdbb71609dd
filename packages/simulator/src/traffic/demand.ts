import type { Application } from "./application";
import type { Faults } from "./faults";
import type { Noise } from "./noise";
import { type Destination, httpRouteRoutes, virtualServiceRoutes } from "./routes";
import type { Site } from "./site";

/** Requests of one application from one gateway to one cluster, before it is known how they fare. */
export interface Demand {
  readonly application: Application;
  readonly gateway: Site;
  readonly destination: Site;
  readonly service: string;
  readonly perSecond: number;
}

const DAY_MS = 86_400_000;
/** The clients live by the clock of UTC+8. */
const CLIENT_ZONE_MS = 8 * 3_600_000;
/** A test environment has testers, not clients. */
const TEST_SHARE = 0.02;

/** How much of the usual load there is at an hour of the day: quiet at night, two peaks, never more than a tenth away. */
function daily(atMs: number): number {
  const turn = (((atMs + CLIENT_ZONE_MS) % DAY_MS) / DAY_MS) * 2 * Math.PI;
  return 1 - 0.07 * Math.cos(turn - 0.6) - 0.03 * Math.cos(2 * turn + 0.9);
}

/** The load of an application on all its clients, in requests per second. */
function offered(application: Application, atMs: number, noise: Noise, faults: Faults): number {
  const wander =
    0.015 * noise.smooth(`load/${application.name}`, atMs, 47_000) + 0.01 * noise.smooth(`load/${application.name}/fast`, atMs, 6_000);
  return application.requestsPerSecond * (daily(atMs) + wander) * faults.loadFactor(application.name);
}

/** Where a cluster's gateway sends the requests of an application; undefined when it has no route for it. */
export function routesOf({ namespace, entrance }: Application, site: Site): Destination[] | undefined {
  if (entrance.kind === "virtualService") return virtualServiceRoutes(site.view.store, namespace, entrance.name);
  return entrance.kind === "httpRoute" ? httpRouteRoutes(site.view.store, namespace, entrance.name) : undefined;
}

const SHORT_ENVIRONMENTS: Readonly<Record<string, string>> = { prod: "production", dr: "dr", test: "test" };

/** The cluster that a host means: by a label of its name, or by the environment at the end of a backend's; else the gateway's own. */
export function clusterOf(host: string, gateway: Site, sites: readonly Site[]): Site {
  const labels = host.split(".");
  const named = sites.find(({ name }) => labels.includes(name) || host.endsWith(`-${name}`));
  if (named) return named;
  const environment = SHORT_ENVIRONMENTS[/-([a-z]+)$/.exec(labels[0] ?? "")?.[1] ?? ""];
  return sites.find((site) => site.environment === environment) ?? gateway;
}

/** Whether a site's own pods of an application can be reached. A self-check runs inside them, and passes no policy. */
export function isOpen({ namespace, deployment, entrance }: Application, { view, entry }: Site): boolean {
  if (entrance.kind === "selfCheck") return true;
  return entry.admits(namespace, view.serving(namespace, deployment)[0]?.labels ?? { app: deployment });
}

function routed(application: Application, load: number, sites: readonly Site[], faults: Faults): Demand[] {
  const gateways = sites
    .filter(({ name }) => !faults.isLost(name))
    .map((site) => ({ site, routes: routesOf(application, site) }))
    .filter((each): each is { site: Site; routes: Destination[] } => (each.routes?.length ?? 0) > 0);
  // Clients are led to the gateways whose own cluster lets them in; while there is none, to all.
  const open = gateways.filter(({ site }) => isOpen(application, site));
  const entered = open.length > 0 ? open : gateways;
  return entered.flatMap(({ site, routes }) =>
    routes
      .filter(({ share }) => share > 0)
      .map(({ host, share }) => ({
        application,
        gateway: site,
        destination: clusterOf(host, site, sites),
        service: application.entrance.kind === "httpRoute" ? host : application.deployment,
        perSecond: (load / entered.length) * share,
      })),
  );
}

const within = (application: Application, site: Site, perSecond: number): Demand => ({
  ...{ application, gateway: site, destination: site, service: application.deployment, perSecond },
});

function local(application: Application, load: number, homes: readonly Site[]): Demand[] {
  return homes
    .filter(({ environment }) => environment !== "dr")
    .map((site) => within(application, site, load * (site.environment === "production" ? 1 : TEST_SHARE)));
}

const selfChecks = (application: Application, load: number, homes: readonly Site[]): Demand[] =>
  homes.filter(({ environment }) => environment !== "test").map((site) => within(application, site, load));

/** What every gateway is asked for at an instant. */
export function demandAt(
  atMs: number,
  applications: readonly Application[],
  sites: readonly Site[],
  noise: Noise,
  faults: Faults,
): Demand[] {
  return applications.flatMap((application) => {
    const load = offered(application, atMs, noise, faults);
    const { kind } = application.entrance;
    if (kind !== "ingress" && kind !== "selfCheck") return routed(application, load, sites, faults);
    const homes = sites.filter(({ name, view }) => !faults.isLost(name) && view.deployment(application.namespace, application.deployment));
    return kind === "ingress" ? local(application, load, homes) : selfChecks(application, load, homes);
  });
}
