import { NAMESPACE, OBJECTS } from "@holdfast/testkit/testbed/cloudnativepg/cluster-objects";

type Site = "prod" | "dr";

/** Where a site answers whoever asks whether it serves. */
export type Doors = Readonly<Record<Site, string>>;

/** The store of every plan here, as its ledger calls it. */
export const STORE = "core";

const demote = (site: Site, prefix: string, more = "") =>
  `{ name: ${prefix}-demote, use: postgres.demote, ${more}with: { cluster: ${prefix}-${site}, namespace: ${NAMESPACE}, name: ${OBJECTS[site]}, to: ${OBJECTS[site === "prod" ? "dr" : "prod"]} } }`;
const promote = (site: Site, prefix: string, more = "") => {
  const from = site === "prod" ? "dr" : "prod";
  return `{ name: ${prefix}-promote, use: postgres.promote, with: { cluster: ${prefix}-${site}, namespace: ${NAMESPACE}, name: ${OBJECTS[site]}, source: { cluster: ${prefix}-${from}, namespace: ${NAMESPACE}, name: ${OBJECTS[from]} }${more} } }`;
};
const serves = (site: Site, prefix: string, doors: Doors) =>
  `{ name: ${prefix}-serves, use: probe.http, with: { cluster: ${prefix}-${site}, url: "${doors[site]}/", timeoutMs: 5000 } }`;

const plan = (name: string, workflows: string) => `apiVersion: holdfast.dev/v1alpha1
kind: FailoverPlan
metadata: { name: ${name} }
spec:
  group: ${name}
  primary: ${name}-prod
  standby: ${name}-dr
  rtoSeconds: 60
  dataStores:
    - name: ${STORE}
      kind: cloudnativepg
      rpoSeconds: 60
      with: { namespace: ${NAMESPACE}, name: ${OBJECTS.prod}, nameAt: { ${name}-dr: ${OBJECTS.dr} } }
${workflows}`;

/** A switchover without loss, and its way back. The sites are called by the plan's name. */
export const switchoverPlan = (name: string, doors: Doors): string =>
  plan(
    name,
    `  activate:
    steps:
      - ${demote("prod", name)}
      - ${promote("dr", name)}
      - ${serves("dr", name, doors)}
  failback:
    steps:
      - ${demote("dr", name)}
      - ${promote("prod", name)}
      - ${serves("prod", name, doors)}
`,
  );

/** A promotion after the loss of the primary's site: what cannot be asked any more is skipped, and the loss is accepted. */
export const lossPlan = (name: string, doors: Doors): string =>
  plan(
    name,
    `  activate:
    steps:
      - ${demote("prod", name, "onFailure: skip, timeoutSeconds: 5, ")}
      - ${promote("dr", name, ", acceptDataLoss: true")}
      - ${serves("dr", name, doors)}
`,
  );
