import type { Log } from "@holdfast/contracts/log-fields";
import type { Command } from "../commands/define-command";
import type { KubePort } from "../kube/kube-port";
import { spread } from "../link/back-off";
import { type CommandObstacles, obstaclesOf, type Right } from "../rbac/missing-rights";
import type { FindingBook } from "./finding-book";

const AGAIN_MS = 10 * 60_000;
/** An API server that just started refuses everybody until it has read its roles: what is missing must be missing twice. */
const BELIEVE_MS = 15_000;
const AFTER_FAILURE_MS = 60_000;

const rule = ({ verb, resource, group }: Right) => `${verb} ${resource}${group ? `.${group}` : ""}`;

function tell({ command, missing, absentKinds }: CommandObstacles, findings: FindingBook): void {
  if (missing.length === 0) findings.resolve("RbacMissing", command);
  else
    findings.raise({
      code: "RbacMissing",
      object: command,
      severity: "warning",
      message: `The agent's account may not: ${missing.map(rule).join(", ")}. Apply its role again: holdfast-agent rbac | kubectl apply -f -`,
    });
  if (absentKinds.length === 0) findings.resolve("KindAbsent", command);
  else
    findings.raise({
      code: "KindAbsent",
      object: command,
      severity: "info",
      message: `This cluster has no ${absentKinds.map(({ resource, group }) => `${resource}.${group}`).join(", ")}, so ${command} cannot be used on it.`,
    });
}

/** Looks now and then whether every command could be carried out, and tells what stands in the way. Returns what ends it. */
export function watchAccess(kube: KubePort, commands: readonly Command[], findings: FindingBook, log: Log): () => void {
  let timer: NodeJS.Timeout;
  let suspects = new Set<string>();
  const round = async () => {
    try {
      const obstacles: CommandObstacles[] = [];
      for (const command of commands) obstacles.push(await obstaclesOf(kube, command));
      const lacking = obstacles.filter(({ missing }) => missing.length > 0).map(({ command }) => command);
      const isBelieved = lacking.every((command) => suspects.has(command));
      suspects = new Set(lacking);
      if (isBelieved) for (const each of obstacles) tell(each, findings);
      timer = setTimeout(round, spread(isBelieved ? AGAIN_MS : BELIEVE_MS));
    } catch (err) {
      log.warn({ err }, "access not reviewed, trying again");
      timer = setTimeout(round, spread(AFTER_FAILURE_MS));
    }
  };
  timer = setTimeout(round, 0);
  return () => clearTimeout(timer);
}
