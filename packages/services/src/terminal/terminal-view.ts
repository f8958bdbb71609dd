import type { AuditTarget } from "@holdfast/contracts/audit";
import { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import { ClusterId } from "@holdfast/contracts/ids";
import { TerminalEnd, type TerminalView } from "@holdfast/contracts/terminal";
import type { TerminalSession } from "@holdfast/db/generated/prisma/client";
import { z } from "zod";

const Command = z.array(z.string()).nullable().catch(null);

/** A session as a page shows it to somebody. */
export const terminalView = (row: TerminalSession, clusterName: string, readerId: string): TerminalView => ({
  ...{ id: TerminalId.parse(row.id), clusterId: ClusterId.parse(row.clusterId), clusterName },
  ...{ namespace: row.namespace, pod: row.pod, podUid: row.podUid, container: row.container, command: Command.parse(row.command) },
  ...{ userId: row.userId, userName: row.userName, reason: row.reason, startedAt: row.startedAt, endedAt: row.endedAt },
  ...{ why: TerminalEnd.nullable().catch(null).parse(row.why), exitCode: row.exitCode, message: row.message },
  ...{ shown: row.shown, typed: row.typed, isPruned: row.prunedAt !== null, isOwn: row.userId === readerId },
});

/** The audit target of a session: its id, and where it was. */
export const terminalTarget = (row: Pick<TerminalSession, "id" | "namespace" | "pod" | "container" | "clusterId">): AuditTarget => ({
  kind: "terminal",
  id: row.id,
  name: `${row.namespace}/${row.pod} ${row.container}`.slice(0, 300),
  clusterId: row.clusterId,
});
