import type { AgentEnrolment } from "../shared-enrolment/agent-command";
import { agentManifest } from "../shared-enrolment/agent-manifest";

/**
 * A script for a POSIX shell that applies each agent's manifest to its cluster, by the kubectl context that has the cluster's name. It
 * holds tokens. Names are DNS labels and the other values have no shell's own signs, so nothing in it is quoted by chance.
 */
export const memberScript = (clusters: readonly AgentEnrolment[], image: string): string =>
  [
    "#!/bin/sh",
    "# One agent for each cluster. Each token enrols one agent, once, within ten minutes. Put your own kubectl contexts in.",
    ...clusters.map((each) => {
      const manifest = agentManifest({ hub: each.hubUrl, cluster: each.clusterId, "ca-pin": each.caPin, token: each.token, image });
      return `\n# ${each.clusterName}\nkubectl --context '${each.clusterName}' apply -f - <<'HOLDFAST_AGENT'\n${manifest.trimEnd()}\nHOLDFAST_AGENT`;
    }),
    "",
  ].join("\n");
