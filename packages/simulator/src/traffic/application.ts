/** One thing that clients ask an application to do. */
export interface Operation {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The name of its span, and of what its log lines say. */
  readonly name: string;
  /** Of all requests, 0 to 1. */
  readonly share: number;
  readonly publishes: boolean;
}

/**
 * How clients come in: over a weighted route across clusters, or into the cluster where the service runs. A self-check is a
 * robot that asks the service of its own cluster past the routes, so that a standby is known to work before it is needed.
 */
export type Entrance =
  | { readonly kind: "virtualService"; readonly name: string }
  | { readonly kind: "httpRoute"; readonly name: string }
  | { readonly kind: "ingress" }
  | { readonly kind: "selfCheck" };

/** A service with clients. */
export interface Application {
  readonly name: string;
  readonly namespace: string;
  /** The Deployment whose ready pods do the work. */
  readonly deployment: string;
  readonly entrance: Entrance;
  /** At the middle of the day, over all clients; for an ingress, of each production site; for a self-check, of each site. */
  readonly requestsPerSecond: number;
  /** What one ready pod can do before requests queue. */
  readonly requestsPerSecondPerPod: number;
  /** Half of the requests to an idle pod take less. */
  readonly medianMs: number;
  readonly cpuSecondsPerRequest: number;
  readonly database: string;
  readonly operations: readonly Operation[];
}

/** A Deployment may say otherwise with this annotation. */
export const POD_RATE_ANNOTATION = "simulation.holdfast.dev/requests-per-second";

const operation = (method: Operation["method"], path: string, name: string, share: number): Operation => ({
  method,
  path,
  name,
  share,
  publishes: method === "POST",
});

const core: Omit<Application, "name" | "entrance" | "requestsPerSecond"> = {
  namespace: "bank",
  deployment: "bank-core-service",
  requestsPerSecondPerPod: 180,
  medianMs: 14,
  cpuSecondsPerRequest: 0.0095,
  database: "bank-db",
  operations: [
    operation("GET", "/api/v1/accounts/{id}", "GetAccount", 0.55),
    operation("POST", "/api/v1/transfers", "CreateTransfer", 0.3),
    operation("GET", "/api/v1/statements/{id}", "GetStatement", 0.15),
  ],
};

/** The load of the demo fleet: the bank's core over both routes, and two neighbours. */
export const demoApplications: readonly Application[] = [
  { ...core, name: "bank-core", entrance: { kind: "virtualService", name: "bank-core" }, requestsPerSecond: 1_200 },
  // The partners' channel is small on purpose: forgetting it in a failover shows, and does not drown the rest.
  { ...core, name: "bank-open-api", entrance: { kind: "httpRoute", name: "bank-core-gw" }, requestsPerSecond: 8 },
  {
    ...core,
    name: "bank-core-self-check",
    entrance: { kind: "selfCheck" },
    requestsPerSecond: 2,
    operations: [operation("GET", "/api/v1/self-check", "SelfCheck", 1)],
  },
  {
    name: "payments",
    namespace: "payments",
    deployment: "payments-api",
    entrance: { kind: "ingress" },
    requestsPerSecond: 320,
    requestsPerSecondPerPod: 160,
    medianMs: 22,
    cpuSecondsPerRequest: 0.003,
    database: "payments-db",
    operations: [operation("POST", "/v2/payments", "CreatePayment", 0.6), operation("GET", "/v2/payments/{id}", "GetPayment", 0.4)],
  },
  {
    name: "flash-sale",
    namespace: "retail",
    deployment: "flash-sale",
    entrance: { kind: "ingress" },
    requestsPerSecond: 180,
    requestsPerSecondPerPod: 120,
    medianMs: 9,
    cpuSecondsPerRequest: 0.002,
    database: "redis",
    operations: [operation("GET", "/sale/items/{id}", "GetItem", 0.85), operation("POST", "/sale/orders", "PlaceOrder", 0.15)],
  },
];
