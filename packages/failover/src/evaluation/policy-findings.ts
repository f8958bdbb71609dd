import type { PlanFinding } from "@holdfast/contracts/gate";
import type { Database } from "@holdfast/db/database";
import { type PolicyGap, policiesInForce, policyParity } from "@holdfast/domain/policy/policy-parity";
import { z } from "zod";
import { type Finding, finding } from "../define-step";
import type { Site } from "../step-context";

const POLICIES = "validatingadmissionpolicies.admissionregistration.k8s.io";
const BINDINGS = "validatingadmissionpolicybindings.admissionregistration.k8s.io";
const DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
/** Beyond so many policies of two clusters something else is wrong, and an evaluation stays small all the same. */
const MOST_POLICIES = 2000;
const NAMED = 10;

const PolicyFacts = z.object({ failurePolicy: z.string().catch("Fail").default("Fail") });
const BindingFacts = z.object({ policy: z.string(), actions: z.array(z.string()).default([]) });

interface Row {
  readonly clusterId: string;
  readonly resource: string;
  readonly name: string;
  readonly facts: unknown;
}

function inForceAt(rows: readonly Row[], { id }: Site) {
  const of = (resource: string) => rows.filter((row) => row.clusterId === id && row.resource === resource);
  return policiesInForce(
    of(POLICIES).map(({ name, facts }) => ({ name, failurePolicy: PolicyFacts.safeParse(facts).data?.failurePolicy ?? "Fail" })),
    of(BINDINGS).flatMap(({ facts }) => BindingFacts.safeParse(facts).data ?? []),
  );
}

const list = (names: readonly string[]) => `${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? `, … (${names.length})` : ""}`;
const howIn = ({ name, to }: PolicyGap) =>
  `${name} (${to.enforcement === "Deny" && to.isLenient ? "failurePolicy Ignore" : to.enforcement})`;

interface Constraint {
  readonly cluster_id: string;
  readonly object: string;
}

/** The constraints of Gatekeeper and the policies of Kyverno, of which the inventory has the names alone. */
const constraints = ({ prisma }: Database, ids: readonly string[]) => prisma.$queryRaw<Constraint[]>`
  SELECT cluster_id, kind || ' ' || name AS object FROM inventory_object
  WHERE cluster_id = ANY(${ids}::uuid[])
    AND resource IN (
      SELECT DISTINCT name FROM inventory_object
      WHERE cluster_id = ANY(${ids}::uuid[]) AND resource = ${DEFINITIONS}
        AND (name LIKE '%.constraints.gatekeeper.sh' OR name = 'clusterpolicies.kyverno.io'))
  ORDER BY object LIMIT ${MOST_POLICIES}`;

const found = (code: "PolicyTwinAbsent" | "PolicyTwinOnlyThere", objects: readonly string[], from: Site, to: Site): Finding[] => {
  const [first] = objects;
  return first === undefined ? [] : [finding(code, "warning", first, { objects: list(objects), primary: from.name, standby: to.name })];
};

/**
 * Whether the two sites refuse the same: what the primary enforces and the standby does not, and what the standby would refuse although
 * the primary lets it in. Each warns, for a run would go ahead; whoever approves it should know.
 */
export async function policyFindings(db: Database, from: Site, to: Site): Promise<PlanFinding[]> {
  const ids = [from.id, to.id];
  const [rows, added] = await Promise.all([
    db.prisma.inventoryObject.findMany({
      where: { clusterId: { in: ids }, resource: { in: [POLICIES, BINDINGS] } },
      select: { clusterId: true, resource: true, name: true, facts: true },
      orderBy: { name: "asc" },
      take: MOST_POLICIES,
    }),
    constraints(db, ids),
  ]);
  const { weaker, stricter } = policyParity(inForceAt(rows, from), inForceAt(rows, to));
  const sites = { primary: from.name, standby: to.name };
  const namesAt = (site: Site) => added.filter((each) => each.cluster_id === site.id).map((each) => each.object);
  const [here, there] = [namesAt(from), namesAt(to)];
  const [weak, strict] = [weaker[0], stricter[0]];
  return [
    ...(weak ? [finding("PolicyWeaker", "warning", weak.name, { ...sites, policies: list(weaker.map(howIn)) })] : []),
    ...(strict ? [finding("PolicyStricter", "warning", strict.name, { ...sites, policies: list(stricter.map(({ name }) => name)) })] : []),
    ...found(
      "PolicyTwinAbsent",
      here.filter((name) => !there.includes(name)),
      from,
      to,
    ),
    ...found(
      "PolicyTwinOnlyThere",
      there.filter((name) => !here.includes(name)),
      from,
      to,
    ),
  ].map((each) => ({ step: null, ...each }));
}
