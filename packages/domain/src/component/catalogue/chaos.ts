import type { ComponentEntry } from "../component-entry";

/** What breaks things on purpose. */
export const chaos: readonly ComponentEntry[] = [
  {
    id: "chaos-mesh",
    name: "Chaos Mesh",
    domain: "chaos",
    detect: { images: ["chaos-mesh/chaos-mesh", "chaos-mesh/chaos-daemon"], definitions: ["podchaos.chaos-mesh.org"] },
  },
  {
    id: "litmus-chaos",
    name: "LitmusChaos",
    domain: "chaos",
    detect: { images: ["litmuschaos/chaos-operator", "litmuschaos/litmusportal-subscriber"], definitions: ["chaosengines.litmuschaos.io"] },
  },
];
