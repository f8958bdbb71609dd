import { describe, expect, it } from "vitest";
import { KubeError } from "../kube/kube-error";
import { clusterProblem } from "./cluster-facts";

const SERVER = "https://api.example:6443";

describe("an API server that can't be asked at the first start", () => {
  it.each([
    ["its certificate has expired", new KubeError("network", "…", { reason: "CERT_HAS_EXPIRED" }), /expired/, /Renew the API server's/],
    ["it does not know the account", new KubeError("status", "…", { code: 401 }), /credentials/, /Renew the kubeconfig's/],
    ["it does not let the account in", new KubeError("status", "…", { code: 403 }), /role is missing/, /holdfast-agent rbac/],
    ["something else is wrong", new Error("no route"), /cannot be used: no route/, /Check the kubeconfig's server/],
  ])("is told by its address and a remedy: %s", (_what, cause, message, remedy) => {
    const problem = clusterProblem(SERVER, cause);
    expect(problem.message).toContain(SERVER);
    expect(problem.message).toMatch(message);
    expect(problem.remedy).toMatch(remedy);
  });
});
