import { describe, expect, it } from "vitest";
import type { ConstraintMatch } from "./constraint";
import type { KubeObject } from "./kube-object";
import { matchesConstraint } from "./matches-constraint";

const pod: KubeObject = { apiVersion: "v1", kind: "Pod", metadata: { name: "web-0", namespace: "kube-system", labels: { app: "web" } } };
const deployment: KubeObject = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "shop" } };
const namespace: KubeObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "a" } } };
const role: KubeObject = { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "admin" } };

describe("what a constraint is about", () => {
  it.each<[ConstraintMatch, KubeObject, boolean]>([
    [{}, pod, true],
    [{ kinds: [{ apiGroups: ["apps"], kinds: ["Deployment"] }] }, deployment, true],
    [{ kinds: [{ apiGroups: [""], kinds: ["Deployment"] }] }, deployment, false],
    [{ kinds: [{ apiGroups: ["*"], kinds: ["*"] }] }, role, true],
    [{ kinds: [{ kinds: ["Pod"] }, { kinds: ["Deployment"] }] }, deployment, true],
    [{ kinds: [{ apiGroups: ["apps"] }] }, deployment, true],
    [{ scope: "Cluster" }, role, true],
    [{ scope: "Cluster" }, namespace, true],
    [{ scope: "Cluster" }, pod, false],
    [{ scope: "Namespaced" }, pod, true],
    [{ scope: "Namespaced" }, namespace, false],
    [{ namespaces: ["kube-*"] }, pod, true],
    [{ namespaces: ["*-system"] }, pod, true],
    [{ namespaces: ["*be-sys*"] }, pod, true],
    [{ namespaces: ["kube"] }, pod, false],
    [{ namespaces: ["shop"] }, namespace, true],
    [{ namespaces: ["other"] }, namespace, false],
    [{ namespaces: ["other"] }, role, true],
    [{ excludedNamespaces: ["kube-*"] }, pod, false],
    [{ excludedNamespaces: ["kube-*"] }, deployment, true],
    [{ excludedNamespaces: ["*"] }, role, true],
    [{ name: "web-*" }, pod, true],
    [{ name: "web-*" }, deployment, false],
    [{ name: "web-*" }, { ...pod, metadata: { generateName: "web-" } }, true],
    [{ labelSelector: { matchLabels: { app: "web" } } }, pod, true],
    [{ labelSelector: { matchLabels: { app: "web" } } }, deployment, false],
    [{ labelSelector: { matchExpressions: [{ key: "app", operator: "NotIn", values: ["db"] }] } }, deployment, true],
    [{ labelSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["db", "web"] }] } }, pod, true],
    [{ labelSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] } }, deployment, false],
    [{ labelSelector: { matchExpressions: [{ key: "app", operator: "DoesNotExist" }] } }, deployment, true],
    [{ labelSelector: { matchLabels: { constructor: "x" } } }, pod, false],
    [{ namespaceSelector: { matchLabels: { team: "a" } } }, namespace, true],
    [{ namespaceSelector: { matchLabels: { team: "a" } } }, role, true],
    [{ source: "Generated" }, pod, false],
  ])("%j", (match, object, expected) => {
    expect(matchesConstraint(match, object, undefined)).toBe(expected);
  });

  it("asks for the labels of the namespace, and does not guess them", () => {
    const match: ConstraintMatch = { namespaceSelector: { matchLabels: { team: "a" } } };
    expect(matchesConstraint(match, pod, { team: "a" })).toBe(true);
    expect(matchesConstraint(match, pod, { team: "b" })).toBe(false);
    expect(matchesConstraint(match, pod, undefined)).toBe("unknown");
  });
});
