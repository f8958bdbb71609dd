import { describe, expect, it } from "vitest";
import { templateFacts } from "./pod-template";

const placement = (spec: object) => templateFacts({ metadata: { labels: { app: "core" } }, spec }).placement;
const apart = (matchLabels: Record<string, string>, topologyKey = "kubernetes.io/hostname") => ({
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey, labelSelector: { matchLabels } }] } },
});

describe("where the pods of a template may stand", () => {
  it("is kept as it is required: selector, affinity, tolerations", () => {
    const terms = [
      { matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }], matchFields: [{ key: "metadata.name", operator: "Exists" }] },
    ];
    expect(
      placement({
        nodeSelector: { disk: "ssd" },
        tolerations: [{ key: "bank", operator: "Exists", effect: "NoSchedule" }],
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms },
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: {} }],
          },
        },
      }),
    ).toEqual({
      nodeSelector: { disk: "ssd" },
      tolerations: [{ key: "bank", operator: "Exists", effect: "NoSchedule" }],
      nodeTerms: [
        {
          expressions: [{ key: "zone", operator: "In", values: ["a"] }],
          fields: [{ key: "metadata.name", operator: "Exists" }],
        },
      ],
    });
  });

  it("says that nothing is tolerated, which is another thing than not to know", () => {
    expect(placement({})).toEqual({ toleratesNothing: true });
    expect(templateFacts(undefined).placement).toBeUndefined();
  });

  it("is one a node only where pods keep off their own like, by node", () => {
    expect(placement(apart({ app: "core" }))).toMatchObject({ isOnePerNode: true });
    expect(placement(apart({ app: "other" }))).not.toHaveProperty("isOnePerNode");
    const [term] = apart({ app: "core" }).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    for (const others of [{ namespaces: ["shop"] }, { namespaceSelector: {} }, { mismatchLabelKeys: ["pod-template-hash"] }]) {
      const requiredDuringSchedulingIgnoredDuringExecution = [{ ...term, ...others }];
      const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution } };
      expect(placement({ affinity })).not.toHaveProperty("isOnePerNode");
    }
    expect(placement(apart({ app: "core" }, "topology.kubernetes.io/zone"))).not.toHaveProperty("isOnePerNode");
  });

  it("keeps nothing of an affinity that is too long to be kept whole", () => {
    const values = Array.from({ length: 65 }, (_, i) => `z${i}`);
    const nodeSelectorTerms = [{ matchExpressions: [{ key: "zone", operator: "In", values }] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
    expect(placement({ affinity: { nodeAffinity } })).toEqual({ toleratesNothing: true });
  });
});
