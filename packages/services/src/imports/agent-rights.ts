import type { AgentRights } from "@holdfast/contracts/cluster-import";
import type { HostedAgent } from "@holdfast/db/generated/prisma/client";

type RightsColumns = Pick<HostedAgent, "areLogsShown" | "editable" | "isExecAllowed">;

/** The rights as a row keeps them: each resource once, in the order of the alphabet. */
export const rightsColumns = ({ logs, edit, exec }: AgentRights): RightsColumns => ({
  ...{ areLogsShown: logs, isExecAllowed: exec },
  editable: [...new Set(edit)].sort(),
});

/** The rights that a row keeps. */
export const rightsOf = ({ areLogsShown, editable, isExecAllowed }: RightsColumns): AgentRights => ({
  ...{ logs: areLogsShown, exec: isExecAllowed },
  edit: editable,
});
