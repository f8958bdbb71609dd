import { type PolicyObject, refOf, refText } from "@holdfast/contracts/policy-object";
import { contentHash } from "../plan/content-hash";

/** A policy with what of it can be in a cluster. */
export interface WeighedPolicy {
  readonly id: string;
  readonly objects: readonly PolicyObject[];
  /** Where it is or is to be. */
  readonly clusterIds: readonly string[];
}

/** Two policies that hold one object, of which a cluster can have only one; or two bindings of one that say different things of the same writes. */
export type PolicyConflict =
  | {
      readonly kind: "sameObject";
      readonly policyIds: readonly [string, string];
      readonly object: string;
      readonly clusterIds: readonly string[];
    }
  | {
      readonly kind: "contraryBindings";
      readonly policyIds: readonly [string];
      readonly bindings: readonly [string, string];
      readonly rule: string;
    };

const nameOf = (object: PolicyObject) => refText(refOf(object));

function sameObjects(policies: readonly WeighedPolicy[]): PolicyConflict[] {
  const holders = new Map<string, WeighedPolicy[]>();
  for (const policy of policies)
    for (const name of new Set(policy.objects.map(nameOf))) holders.set(name, [...(holders.get(name) ?? []), policy]);
  return [...holders].flatMap(([object, among]) =>
    among.flatMap((a, i) =>
      among.slice(i + 1).flatMap((b): PolicyConflict[] => {
        const clusterIds = a.clusterIds.filter((id) => b.clusterIds.includes(id));
        return clusterIds.length === 0 ? [] : [{ kind: "sameObject", policyIds: [a.id, b.id], object, clusterIds }];
      }),
    ),
  );
}

function contraryBindings({ id, objects }: WeighedPolicy): PolicyConflict[] {
  const bindings = objects.filter(({ kind }) => kind === "ValidatingAdmissionPolicyBinding");
  const reach = ({ spec: { validationActions: _, ...rest } }: PolicyObject) => contentHash(rest);
  const actions = ({ spec }: PolicyObject) =>
    contentHash([...(Array.isArray(spec.validationActions) ? spec.validationActions : [])].sort());
  return bindings.flatMap((a, i) =>
    bindings
      .slice(i + 1)
      .flatMap((b): PolicyConflict[] =>
        reach(a) === reach(b) && actions(a) !== actions(b)
          ? [{ kind: "contraryBindings", policyIds: [id], bindings: [a.metadata.name, b.metadata.name], rule: String(a.spec.policyName) }]
          : [],
      ),
  );
}

/** What can be shown for certain to be at odds among policies. Rules that only may contradict each other are not among it. */
export const policyConflicts = (policies: readonly WeighedPolicy[]): PolicyConflict[] => [
  ...sameObjects(policies),
  ...policies.flatMap(contraryBindings),
];
