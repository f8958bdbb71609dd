import { describe, expect, it } from "vitest";
import { namedResources } from "./named-resources";

const VAP = "validatingadmissionpolicies.admissionregistration.k8s.io";
const observed = ["pods", "services", "deployments.apps", "events", VAP];
const policy = (...resourceRules: { apiGroups: string[]; resources: string[] }[]) => ({
  ...{ apiVersion: "admissionregistration.k8s.io/v1" as const, kind: "ValidatingAdmissionPolicy" as const, metadata: { name: "p" } },
  spec: { matchConstraints: { resourceRules: resourceRules.map((rule) => ({ ...rule, apiVersions: ["*"], operations: ["*"] })) } },
});
const of = (apiGroups: string[], resources: string[]) => {
  const { judged, notJudged } = namedResources([policy({ apiGroups, resources })], observed);
  return { judged, said: notJudged.map(({ message }) => message) };
};

describe("what of a policy's resources can be judged", () => {
  it("is what the agent observes of those that are named", () => {
    expect(of(["", "apps"], ["pods", "deployments"]).judged).toEqual(["deployments.apps", "pods"]);
  });

  it("is not a resource that nobody observes, and that is said, so that it never looks clean", () => {
    expect(of([""], ["pods", "configmaps", "secrets"])).toEqual({
      judged: ["pods"],
      said: ["configmaps are not judged: the agent does not observe them.", "secrets are not judged: the agent does not observe them."],
    });
  });

  it("is no subresource: the objects that it belongs to are not read for it", () => {
    const { judged, said } = of(["apps"], ["deployments/scale"]);
    expect(judged).toEqual([]);
    expect(said).toEqual([expect.stringContaining("deployments/scale is not judged")]);
  });

  it("is of everything what is observed, but for what the API server judges by no policy", () => {
    const { judged, said } = of(["*"], ["*"]);
    expect(judged).toEqual(["deployments.apps", "pods", "services"]);
    expect(said).toEqual(["A rule is about everything: judged is what the agent observes of it."]);
  });
});
