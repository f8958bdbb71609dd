import { policyFamilies, policyKinds } from "@holdfast/contracts/policy-kinds";
import { observedResources } from "@holdfast/contracts/resources";
import { describe, expect, it } from "vitest";
import { commands } from "../commands/command-list";
import { queries } from "../queries/query-list";
import { clusterRole } from "./cluster-role";
import { rightsOf } from "./missing-rights";

const rights = rightsOf(clusterRole().rules);
const has = (group: string, resource: string, verb: string) =>
  rights.some((right) => right.group === group && right.resource === resource && right.verb === verb);

describe("the agent's role", () => {
  it("lets it read no Secret, not even by the way", () => {
    expect(rights.filter(({ resource }) => /^secrets/.test(resource))).toEqual([]);
    expect(JSON.stringify(clusterRole())).not.toContain("secret");
  });

  it("has no wildcard, and no verb by which it could give itself more", () => {
    expect(JSON.stringify(clusterRole())).not.toContain("*");
    expect(rights.filter(({ verb }) => ["escalate", "bind", "impersonate", "deletecollection"].includes(verb))).toEqual([]);
    expect(rights.filter(({ group }) => group === "rbac.authorization.k8s.io")).toEqual([]);
    expect(
      rights.filter(({ resource }) => /^(pods\/exec|pods\/attach|pods\/portforward|serviceaccounts\/token|nodes\/proxy)$/.test(resource)),
    ).toEqual([]);
  });

  it("may write nothing but what its commands write", () => {
    const writes = rights
      .filter(({ verb }) => !["get", "list", "watch"].includes(verb))
      .map(({ group, resource, verb }) => `${verb} ${resource} ${group}`);
    expect(writes.sort()).toEqual([
      "create authorizationpolicies security.istio.io",
      "create ciliumnetworkpolicies cilium.io",
      "create jobs batch",
      "create networkchaos chaos-mesh.org",
      "create networkpolicies networking.k8s.io",
      "create podchaos chaos-mesh.org",
      "create pods/eviction ",
      "create restores velero.io",
      "create selfsubjectaccessreviews authorization.k8s.io",
      "create validatingadmissionpolicies admissionregistration.k8s.io",
      "create validatingadmissionpolicybindings admissionregistration.k8s.io",
      "delete authorizationpolicies security.istio.io",
      "delete ciliumnetworkpolicies cilium.io",
      "delete cronjobs batch",
      "delete daemonsets apps",
      "delete deployments apps",
      "delete horizontalpodautoscalers autoscaling",
      "delete ingresses networking.k8s.io",
      "delete jobs batch",
      "delete networkchaos chaos-mesh.org",
      "delete networkpolicies networking.k8s.io",
      "delete podchaos chaos-mesh.org",
      "delete poddisruptionbudgets policy",
      "delete pods ",
      "delete replicasets apps",
      "delete services ",
      "delete statefulsets apps",
      "delete validatingadmissionpolicies admissionregistration.k8s.io",
      "delete validatingadmissionpolicybindings admissionregistration.k8s.io",
      "patch applications argoproj.io",
      "patch clusterpropagationpolicies policy.karmada.io",
      "patch clusters cluster.karmada.io",
      "patch clusters postgresql.cnpg.io",
      "patch cronjobs batch",
      "patch daemonsets apps",
      "patch deployments apps",
      "patch deployments/scale apps",
      "patch destinationrules networking.istio.io",
      "patch dnsendpoints externaldns.k8s.io",
      "patch drplacementcontrols ramendr.openshift.io",
      "patch horizontalpodautoscalers autoscaling",
      "patch httproutes gateway.networking.k8s.io",
      "patch kafkamirrormaker2s kafka.strimzi.io",
      "patch networkfences csiaddons.openshift.io",
      "patch nodes ",
      "patch postgresqls acid.zalan.do",
      "patch propagationpolicies policy.karmada.io",
      "patch rollouts argoproj.io",
      "patch rollouts/status argoproj.io",
      "patch statefulsets apps",
      "patch statefulsets/scale apps",
      "patch validatingadmissionpolicies admissionregistration.k8s.io",
      "patch validatingadmissionpolicybindings admissionregistration.k8s.io",
      "patch virtualservices networking.istio.io",
    ]);
  });

  it("is the sum of what it observes, its commands and its questions, each right once", () => {
    for (const { group, plural } of observedResources)
      expect([has(group, plural, "list"), has(group, plural, "watch")]).toEqual([true, true]);
    for (const { group, resource, verb } of rightsOf([...commands, ...queries].flatMap((each) => each.rbac)))
      expect(has(group, resource, verb)).toBe(true);
    const spelled = rights.map((right) => JSON.stringify(right));
    expect(new Set(spelled).size).toBe(spelled.length);
  });

  it("grows only by the kinds that its owner names, and only to read them", () => {
    const before = new Set(rights.map((right) => JSON.stringify(right)));
    const added = rightsOf(clusterRole(["issuers.cert-manager.io"]).rules).filter((right) => !before.has(JSON.stringify(right)));
    expect(added).toEqual([
      { group: "cert-manager.io", resource: "issuers", verb: "get" },
      { group: "cert-manager.io", resource: "issuers", verb: "list" },
      { group: "cert-manager.io", resource: "issuers", verb: "watch" },
    ]);
  });

  it("may start nothing in a container unless its owner says so, and then no more than that", () => {
    expect(rights.filter(({ resource }) => resource === "pods/exec")).toEqual([]);
    const added = rightsOf(clusterRole([], [], false, true).rules).filter(
      (right) => !rights.some((each) => JSON.stringify(each) === JSON.stringify(right)),
    );
    expect(added.map(({ resource, verb }) => `${verb} ${resource}`).sort()).toEqual(["create pods/exec", "get pods/exec"]);
  });

  it("may read no container's log unless its owner says so, and then no more than that", () => {
    expect(rights.filter(({ resource }) => resource === "pods/log")).toEqual([]);
    const before = new Set(rights.map((right) => JSON.stringify(right)));
    const added = rightsOf(clusterRole([], [], true).rules).filter((right) => !before.has(JSON.stringify(right)));
    expect(added).toEqual([{ group: "", resource: "pods/log", verb: "get" }]);
  });

  it("may edit nothing but what its owner names, and then no more than patch it", () => {
    const before = new Set(rights.map((right) => JSON.stringify(right)));
    const added = rightsOf(clusterRole([], ["services", "ingresses.networking.k8s.io"]).rules);
    expect(added.filter((right) => !before.has(JSON.stringify(right)))).toEqual([
      { group: "", resource: "services", verb: "patch" },
      { group: "networking.k8s.io", resource: "ingresses", verb: "patch" },
    ]);
  });

  it("may push further policies only of the families that its owner names, by the names of their kinds but for constraints", () => {
    const before = new Set(rights.map((right) => JSON.stringify(right)));
    const added = (...families: Parameters<typeof clusterRole>[4] & object) =>
      rightsOf(clusterRole([], [], false, false, families).rules).filter((right) => !before.has(JSON.stringify(right)));
    expect(added("admission")).toEqual([]);
    expect(added("runtime").map(({ resource, verb }) => `${verb} ${resource}`)).toEqual(
      expect.arrayContaining(["create runtimeclasses", "patch seccompprofiles", "delete apparmorprofiles"]),
    );
    const all = added(...policyFamilies);
    expect(new Set(all.filter(({ resource }) => resource === "*").map(({ group }) => group))).toEqual(
      new Set(["constraints.gatekeeper.sh"]),
    );
    const known = new Set(Object.values(policyKinds).map(({ group, plural }) => `${plural}.${group}`));
    expect(all.filter(({ group, resource }) => resource !== "*" && !known.has(`${resource}.${group}`))).toEqual([]);
    expect(
      all.filter(({ group, verb }) => !["get", "create", "patch", "delete"].includes(verb) && group !== "constraints.gatekeeper.sh"),
    ).toEqual([]);
    expect(
      all.filter(
        ({ group, resource }) =>
          /^(secrets|configmaps|serviceaccounts|pods|deployments|.*webhookconfigurations)$/.test(resource) ||
          ["rbac.authorization.k8s.io", "apps", "batch", "certificates.k8s.io"].includes(group),
      ),
    ).toEqual([]);
  });
});
