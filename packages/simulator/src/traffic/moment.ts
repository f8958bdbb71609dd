import { postgresRole } from "../data/postgres-role";
import { type Application, POD_RATE_ANNOTATION } from "./application";
import { type Demand, demandAt, isOpen } from "./demand";
import type { Faults } from "./faults";
import type { Flow, Moment, Outcome, ServiceLoad } from "./flow";
import type { Noise } from "./noise";
import { outcomesOf } from "./outcomes";
import { type ServiceCondition, ServiceQueue } from "./service-queue";
import type { Site } from "./site";

/** There and back between two regions. */
const BETWEEN_REGIONS_MS = 6;
const WITHIN_REGION_MS = 0.5;

/** A Deployment with the requests that arrive at it. */
interface Workplace {
  readonly site: Site;
  readonly application: Application;
  arrivals: number;
  readonly deadShare: number;
  readonly capacity: number;
}

const keyOf = (site: Site, { namespace, deployment }: Application): string => `${site.name}/${namespace}/${deployment}`;

function workplace(site: Site, application: Application, faults: Faults): Workplace {
  const pods = site.view.serving(application.namespace, application.deployment);
  const lost = faults.lostNodes(site.name);
  const dead = pods.filter(({ node }) => lost.has(node)).length;
  const annotated = Number(
    site.view.deployment(application.namespace, application.deployment)?.metadata.annotations?.[POD_RATE_ANNOTATION],
  );
  const perPod = annotated > 0 ? annotated : application.requestsPerSecondPerPod;
  const deadShare = pods.length > 0 ? dead / pods.length : 0;
  return { site, application, arrivals: 0, deadShare, capacity: (pods.length - dead) * perPod };
}

/** Works out what happens from one moment to the next: who asks, who answers, and how it ends. */
export class Traffic {
  private readonly queues = new Map<string, ServiceQueue>();
  private conditions: ReadonlyMap<string, ServiceCondition> = new Map();
  private readonly sites: readonly Site[];
  private readonly applications: readonly Application[];
  private readonly noise: Noise;
  private readonly faults: Faults;

  constructor(sites: readonly Site[], applications: readonly Application[], noise: Noise, faults: Faults) {
    this.sites = sites;
    this.applications = applications;
    this.noise = noise;
    this.faults = faults;
  }

  /** What happens in the `seconds` before an instant. */
  momentAt(atMs: number, seconds: number): Moment {
    const demands = demandAt(atMs, this.applications, this.sites, this.noise, this.faults);
    const places = this.workplaces(demands);
    this.conditions = new Map([...places].map(([key, place]) => [key, this.conditionOf(key, place, seconds)]));
    const flows = demands.map((demand) => this.flow(demand, places.get(keyOf(demand.destination, demand.application))));
    const loads = [...places].map(([key, place]) => load(place, this.conditions.get(key)));
    return { flows, loads };
  }

  private workplaces(demands: readonly Demand[]): Map<string, Workplace> {
    const places = new Map<string, Workplace>();
    for (const { destination, application, perSecond } of demands) {
      const key = keyOf(destination, application);
      const place = places.get(key) ?? workplace(destination, application, this.faults);
      place.arrivals += this.reaches(destination, application) ? perSecond * (1 - place.deadShare) : 0;
      places.set(key, place);
    }
    return places;
  }

  /** Whether what is sent there arrives: the region is there, and no policy keeps it out. */
  private reaches(destination: Site, application: Application): boolean {
    return !this.faults.isLost(destination.name) && isOpen(application, destination);
  }

  private conditionOf(key: string, { arrivals, capacity, site }: Workplace, seconds: number): ServiceCondition {
    const queue = this.queues.get(key) ?? new ServiceQueue();
    this.queues.set(key, queue);
    return queue.advance(arrivals, this.faults.isLost(site.name) ? 0 : capacity, seconds);
  }

  /** How a request from one cluster's gateway to a service in another would end at this moment. */
  outcomesBetween(gateway: Site, destination: Site, application: Application): readonly Outcome[] {
    return this.outcomes(gateway, destination, application, workplace(destination, application, this.faults));
  }

  private flow({ application, gateway, destination, service, perSecond }: Demand, place: Workplace | undefined): Flow {
    const outcomes = this.outcomes(gateway, destination, application, place ?? workplace(destination, application, this.faults));
    return { application, gateway: gateway.name, destination: destination.name, service, perSecond, outcomes };
  }

  private outcomes(gateway: Site, destination: Site, application: Application, { capacity, deadShare }: Workplace): Outcome[] {
    return outcomesOf({
      isReachable: this.reaches(destination, application),
      condition: this.conditions.get(keyOf(destination, application)) ?? idle(capacity),
      deadShare,
      medianMs: application.medianMs,
      networkMs: gateway === destination ? WITHIN_REGION_MS : BETWEEN_REGIONS_MS,
      addedLatencyMs: this.faults.addedLatencyMs(destination.name, application.deployment),
      errorShare: this.faults.errorShare(destination.name, application.deployment),
      refusedShare: refusedShare(destination, application),
    });
  }
}

/** The share of an application's requests that write, where the database beside it takes no writes now. */
function refusedShare({ view }: Site, { namespace, database, operations }: Application): number {
  const role = postgresRole(view.store, namespace, database);
  if (!role || role.isWritable) return 0;
  return operations.filter(({ publishes }) => publishes).reduce((sum, { share }) => sum + share, 0);
}

/** A service that nobody asks anything. */
const idle = (capacity: number): ServiceCondition => ({
  utilisation: capacity > 0 ? 0 : Number.POSITIVE_INFINITY,
  waitMs: 0,
  rejectedShare: 0,
  servedPerSecond: 0,
});

function load({ site, application }: Workplace, condition: ServiceCondition | undefined): ServiceLoad {
  return {
    site: site.name,
    namespace: application.namespace,
    deployment: application.deployment,
    servedPerSecond: condition?.servedPerSecond ?? 0,
    cpuSecondsPerRequest: application.cpuSecondsPerRequest,
    utilisation: condition?.utilisation ?? 0,
  };
}
