/** What an agent is told to come in. */
export interface AgentEnrolment {
  readonly clusterId: string;
  readonly clusterName: string;
  readonly hubUrl: string;
  readonly caPin: string;
  readonly token: string;
}

/**
 * The command that runs an agent beside a cluster, for a POSIX shell. The token is in the environment, because a command line
 * is seen by everybody on the machine. Every value has an alphabet without a shell's own signs: URL, UUID, hex, base64url, DNS label.
 */
export const agentCommand = ({ clusterId, clusterName, hubUrl, caPin, token }: AgentEnrolment): string =>
  [
    `HOLDFAST_TOKEN='${token}' holdfast-agent run`,
    `--hub '${hubUrl}'`,
    `--cluster ${clusterId}`,
    `--ca-pin ${caPin}`,
    `--data ./holdfast-agent-${clusterName}`,
    '--kubeconfig "$HOME/.kube/config"',
  ].join(" \\\n  ");
