import { ArgocdRetarget } from "@holdfast/contracts/steps/argocd-retarget";
import { describe, expect, it } from "vitest";
import { describeFieldsStep } from "../../test/fields-step-cases";

const comparedTo = (server: string) => ({
  ...{ operation: "Succeeded", message: "", operationKey: "", sync: "OutOfSync", health: "Healthy" },
  comparedTo: { server, name: "", namespace: "bank" },
});

describeFieldsStep({
  use: "argocd.retarget",
  parameters: { server: "https://dr.example" },
  from: { server: null, name: "prod", namespace: "bank" },
  to: { server: "https://dr.example", name: null, namespace: "bank" },
  status: {
    before: { ...comparedTo(""), comparedTo: { server: "", name: "prod", namespace: "bank" } },
    pending: comparedTo("https://prod.example"),
    settled: comparedTo("https://dr.example"),
  },
  says: { pending: "Argo CD to compare it with https://dr.example", done: "goes to https://dr.example" },
  strange: { server: "https://elsewhere.example", name: null, namespace: "bank" },
});

describe("argocd.retarget", () => {
  it.each([{}, { server: "https://dr.example", destination: "dr" }])("takes exactly one way to name the cluster: not %j", (given) => {
    const parsed = ArgocdRetarget.safeParse({ cluster: "dr", name: "core", ...given });
    expect(parsed.error?.issues[0]?.message).toBe("exactly one of server and destination must be given");
  });
});
