import { observedResources } from "@holdfast/contracts/resources";
import type { Command } from "../commands/define-command";
import type { KubePort } from "../kube/kube-port";
import type { RbacRule } from "./rbac-rule";

/** One thing that an account must be allowed to do, on a resource or a subresource. */
export interface Right {
  readonly group: string;
  /** With its subresource: `deployments/scale`. */
  readonly resource: string;
  readonly verb: string;
}

/** Every single right that a list of rules gives. */
export const rightsOf = (rules: readonly RbacRule[]): Right[] =>
  rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.map((verb) => ({ group, resource, verb })))),
  );

interface AccessReview {
  readonly status?: { readonly allowed?: boolean };
}

/** Whether the account may do that, by the API server's own word. */
export async function isAllowed(kube: KubePort, { group, resource, verb }: Right): Promise<boolean> {
  const [plural, subresource] = resource.split("/");
  const resourceAttributes = { group, resource: plural, verb, ...(subresource ? { subresource } : {}) };
  const review = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec: { resourceAttributes } };
  const { status } = await kube.ask<AccessReview>("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review);
  return status?.allowed === true;
}

/** What stands in the way of one command. */
export interface CommandObstacles {
  readonly command: string;
  readonly missing: readonly Right[];
  readonly absentKinds: readonly { readonly group: string; readonly resource: string }[];
}

async function isAbsent(kube: KubePort, { group, resource }: Right): Promise<boolean> {
  const plural = resource.split("/")[0];
  const known = observedResources.find((each) => each.group === group && each.plural === plural);
  return known !== undefined && (await kube.find(group, known.plural, known.versions)) === undefined;
}

/** Asks the API server, by SelfSubjectAccessReview and discovery, whether the account could carry out a command. */
export async function obstaclesOf(kube: KubePort, command: Command): Promise<CommandObstacles> {
  const rights = rightsOf(command.rbac);
  const allowed = await Promise.all(rights.map((right) => isAllowed(kube, right)));
  const absent = await Promise.all(rights.map((right) => isAbsent(kube, right)));
  const kinds = new Map(rights.filter((_, i) => absent[i]).map(({ group, resource }) => [`${resource}.${group}`, { group, resource }]));
  return { command: command.name, missing: rights.filter((_, i) => !allowed[i]), absentKinds: [...kinds.values()] };
}
