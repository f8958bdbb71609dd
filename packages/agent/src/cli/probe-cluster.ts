import type { AccessReport, GivenAccess } from "@holdfast/contracts/cluster-access";
import { clusterProblem, readClusterFacts } from "../agent/cluster-facts";
import { openAccess } from "../kube/access";
import { discovery } from "../kube/discovery";
import { kubeHttp } from "../kube/http";
import { kubePort } from "../kube/kube-port";
import { messageOf, Problem } from "../problem";
import { clusterRole } from "../rbac/cluster-role";
import { isAllowed, rightsOf } from "../rbac/missing-rights";

const AT_ONCE = 16;
const MOST_MISSING = 500;
const MOST_REASON = 1000;
const monotonicMs = () => performance.now();

async function inTurns<T, R>(list: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let start = 0; start < list.length; start += AT_ONCE)
    results.push(...(await Promise.all(list.slice(start, start + AT_ONCE).map(work))));
  return results;
}

/** Looks at the cluster as the agent would: who it is, and what the account may not do of what an agent needs. */
async function look(given: GivenAccess, version: string): Promise<AccessReport> {
  const access = await openAccess({ given }, monotonicMs);
  try {
    const http = kubeHttp(access, version);
    const facts = await readClusterFacts(http).catch((cause: unknown) => {
      throw clusterProblem(access.server, cause);
    });
    const kube = kubePort(http, discovery(http, monotonicMs), false);
    const rights = rightsOf(clusterRole().rules);
    const allowed = await inTurns(rights, (right) => isAllowed(kube, right));
    const missing = rights
      .filter((_, at) => !allowed[at])
      .map(({ verb, resource, group }) => `${verb} ${resource}${group ? `.${group}` : ""}`);
    return { isReachable: true, ...facts, missing: missing.slice(0, MOST_MISSING) };
  } finally {
    access.close();
  }
}

/** What was found at the API server, as one line of JSON. A cluster that can't be used is an answer, with the remedy. */
export async function probeText(given: GivenAccess, version: string): Promise<string> {
  const report = await look(given, version).catch((cause: unknown): AccessReport => {
    const reason = cause instanceof Problem ? `${cause.message} ${cause.remedy}` : messageOf(cause);
    return { isReachable: false, reason: reason.slice(0, MOST_REASON) };
  });
  return `${JSON.stringify(report)}\n`;
}
