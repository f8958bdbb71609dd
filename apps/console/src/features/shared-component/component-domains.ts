import type { ComponentDomain } from "@holdfast/contracts/component";

// A record has every domain as its key, by its type; the contract's own list would bring its checks into the page.
const every: Readonly<Record<ComponentDomain, true>> = {
  orchestration: true,
  runtimes: true,
  network: true,
  mesh: true,
  storage: true,
  data: true,
  autoscaling: true,
  delivery: true,
  observability: true,
  security: true,
  serverless: true,
  chaos: true,
  aiops: true,
  others: true,
};

/** What components are for, in the order of the catalogue. */
export const componentDomains = Object.keys(every) as readonly ComponentDomain[];
