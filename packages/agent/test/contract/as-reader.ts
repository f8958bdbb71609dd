import type { Json } from "@holdfast/contracts/json";
import { findCommand } from "../../src/commands/command-list";
import { failure } from "../../src/commands/outcome";
import { ExecDesk } from "../../src/exec/exec-desk";
import { openAccess } from "../../src/kube/access";
import { discovery } from "../../src/kube/discovery";
import { kubeHttp } from "../../src/kube/http";
import { kubePort } from "../../src/kube/kube-port";
import { obstaclesOf } from "../../src/rbac/missing-rights";
import type { ContractCluster } from "./contract-cluster";

const now = () => performance.now();

/** What a command comes to under an account that may write nothing, and what its review says is missing. */
export async function asReader(cluster: ContractCluster, name: string, input: Json) {
  const access = await openAccess({ kubeconfig: cluster.readerKubeconfig }, now);
  try {
    const http = kubeHttp(access, "1.0.0-test");
    const kube = kubePort(http, discovery(http, now), false);
    const command = findCommand(name);
    if (!command) throw new Error(`no command ${name}`);
    const outcome = await command.run({ kube, rehearsal: kube, editable: [], exec: new ExecDesk(null) }, input).catch(failure);
    return { outcome, obstacles: await obstaclesOf(kube, command) };
  } finally {
    access.close();
  }
}
