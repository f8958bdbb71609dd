import type { Log } from "@holdfast/contracts/log-fields";
import type { Command } from "../commands/define-command";
import type { KubePort } from "../kube/kube-port";
import { spread } from "../link/back-off";
import { obstaclesOf, type Right } from "../rbac/missing-rights";
import type { FindingBook } from "./finding-book";

const AGAIN_MS = 10 * 60_000;
const AFTER_FAILURE_MS = 60_000;

const rule = ({ verb, resource, group }: Right) => `${verb} ${resource}${group ? `.${group}` : ""}`;

async function look(kube: KubePort, command: Command, findings: FindingBook): Promise<void> {
  const { missing, absentKinds } = await obstaclesOf(kube, command);
  if (missing.length === 0) findings.resolve("RbacMissing", command.name);
  else
    findings.raise({
      code: "RbacMissing",
      object: command.name,
      severity: "warning",
      message: `The agent's account may not: ${missing.map(rule).join(", ")}. Apply its role again: holdfast-agent rbac | kubectl apply -f -`,
    });
  if (absentKinds.length === 0) findings.resolve("KindAbsent", command.name);
  else
    findings.raise({
      code: "KindAbsent",
      object: command.name,
      severity: "info",
      message: `This cluster has no ${absentKinds.map(({ resource, group }) => `${resource}.${group}`).join(", ")}, so ${command.name} cannot be used on it.`,
    });
}

/** Looks now and then whether every command could be carried out, and tells what stands in the way. Returns what ends it. */
export function watchAccess(kube: KubePort, commands: readonly Command[], findings: FindingBook, log: Log): () => void {
  let timer: NodeJS.Timeout;
  const round = async () => {
    try {
      for (const command of commands) await look(kube, command, findings);
      timer = setTimeout(round, spread(AGAIN_MS));
    } catch (err) {
      log.warn({ err }, "access not reviewed, trying again");
      timer = setTimeout(round, spread(AFTER_FAILURE_MS));
    }
  };
  timer = setTimeout(round, 0);
  return () => clearTimeout(timer);
}
