import { agentManifestTemplate } from "./generated/agent-manifest-template";

/** Where the template takes what differs from cluster to cluster. */
export const manifestHoles = {
  hub: "{{hub}}",
  cluster: "{{cluster}}",
  "ca-pin": "{{ca-pin}}",
  token: "{{token}}",
  image: "{{image}}",
} as const;

/** What a manifest is filled with. */
export type ManifestValues = Readonly<Record<keyof typeof manifestHoles, string>>;

/** Everything that a cluster needs to run its agent, as YAML: what `holdfast-agent manifest` prints for the same values. */
export const agentManifest = (values: ManifestValues): string =>
  Object.entries(manifestHoles).reduce(
    (text, [name, hole]) => text.replaceAll(hole, () => values[name as keyof ManifestValues]),
    agentManifestTemplate,
  );
