import { manifestText } from "@holdfast/agent/cli/print-manifest";
import { manifestHoles } from "../src/features/shared-enrolment/agent-manifest";

/** The manifest that the agent's own `manifest` command prints for these values. */
export const printedManifest = (values: Record<"hub" | "cluster" | "ca-pin" | "token" | "image", string>): string =>
  manifestText({
    ...{ command: "manifest", values, isHelp: false, isEphemeral: false, areLogsShown: false },
    ...{ isExecAllowed: false, isGiven: false },
  });

/** Values that the agent takes and that occur nowhere else in its manifest. A pin of digits is quoted, so that the template quotes every pin. */
const marked = {
  hub: "https://hub.invalid:65000",
  cluster: "00000000-0000-4000-8000-000000000001",
  "ca-pin": "0".repeat(64),
  token: "hfe_the-token-goes-here",
  image: "the.image.invalid/goes:here",
};

/** The manifest with named holes in the place of what differs from cluster to cluster. */
export const manifestTemplate = (): string =>
  Object.entries(marked).reduce(
    (text, [name, value]) => text.replaceAll(value, manifestHoles[name as keyof typeof marked]),
    printedManifest(marked),
  );
