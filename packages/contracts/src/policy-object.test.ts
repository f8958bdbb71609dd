import { describe, expect, it } from "vitest";
import { PolicyObject } from "./policy-object";

const rule = { name: "r", match: { any: [{ resources: { kinds: ["Pod"] } }] } };
const policy = (kind: "ClusterPolicy" | "Policy", more: object) => ({
  ...{ apiVersion: "kyverno.io/v1", kind, metadata: { name: "p", ...(kind === "Policy" ? { namespace: "shop" } : {}) } },
  spec: { rules: [rule, { ...rule, ...more }] },
});
const messages = (object: object) =>
  PolicyObject.safeParse(object).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

describe.each(["ClusterPolicy", "Policy"] as const)("a %s of Kyverno's", (kind) => {
  it.each([
    ["generate", { generate: { kind: "RoleBinding", name: "all" } }],
    ["mutate.targets", { mutate: { targets: [{ kind: "Secret" }], patchStrategicMerge: {} } }],
    ["context.apiCall", { context: [{ name: "s", apiCall: { urlPath: "/api/v1/secrets" } }] }],
    ["context.apiCall", { validate: { foreach: [{ context: [{ name: "s", apiCall: { service: {} } }] }] } }],
  ])("is refused with %s: it would act with Kyverno's rights", (field, more) => {
    expect(messages(policy(kind, more))).toEqual([expect.stringMatching(`^spec.rules.1.${field}: must go: Kyverno`)]);
  });

  it.each([
    ["validates", { validate: { message: "no", pattern: { metadata: { labels: { app: "?*" } } } } }],
    ["changes what is sent", { mutate: { patchStrategicMerge: { metadata: { labels: { team: "core" } } } } }],
    ["has a variable", { context: [{ name: "v", variable: { value: "x" } }], validate: { deny: {} } }],
  ])("is taken where it %s", (_, more) => {
    expect(messages(policy(kind, more))).toEqual([]);
  });
});
