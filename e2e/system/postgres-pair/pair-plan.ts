import { NAMESPACE } from "./cluster-objects";

/** The Cluster object of each site. */
export const OBJECTS = { prod: "core", dr: "core-dr" } as const;

const demote = (site: "prod" | "dr", prefix: string, more = "") =>
  `{ name: ${prefix}-demote, use: postgres.demote, ${more}with: { cluster: ${prefix}-${site}, namespace: ${NAMESPACE}, name: ${OBJECTS[site]}, to: ${OBJECTS[site === "prod" ? "dr" : "prod"]} } }`;
const promote = (site: "prod" | "dr", prefix: string, more = "") => {
  const from = site === "prod" ? "dr" : "prod";
  return `{ name: ${prefix}-promote, use: postgres.promote, with: { cluster: ${prefix}-${site}, namespace: ${NAMESPACE}, name: ${OBJECTS[site]}, source: { cluster: ${prefix}-${from}, namespace: ${NAMESPACE}, name: ${OBJECTS[from]} }${more} } }`;
};

const plan = (name: string, workflows: string) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: ${name}-prod
  standby: ${name}-dr
  rtoSeconds: 60
${workflows}`;

/** A switchover without loss, and its way back. The sites are called by the plan's name. */
export const switchoverPlan = (name: string): string =>
  plan(
    name,
    `  activate:
    steps:
      - ${demote("prod", name)}
      - ${promote("dr", name)}
  failback:
    steps:
      - ${demote("dr", name)}
      - ${promote("prod", name)}
`,
  );

/** A promotion after the loss of the primary's site: what cannot be asked any more is skipped, and the loss is accepted. */
export const lossPlan = (name: string): string =>
  plan(
    name,
    `  activate:
    steps:
      - ${demote("prod", name, "onFailure: skip, timeoutSeconds: 5, ")}
      - ${promote("dr", name, ", acceptDataLoss: true")}
`,
  );
