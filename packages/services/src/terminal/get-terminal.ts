import type { TerminalRef, TerminalView } from "@holdfast/contracts/terminal";
import type { ServiceContext } from "../context/service-context";
import { terminalView } from "./terminal-view";
import { clusterNames, visibleTerminal } from "./visible-terminals";

/** One session, without its recording. */
export async function getTerminal(ctx: ServiceContext, { id }: TerminalRef): Promise<TerminalView> {
  const row = await visibleTerminal(ctx, id);
  return terminalView(row, (await clusterNames(ctx, [row.clusterId])).get(row.clusterId) ?? "", ctx.actor.id);
}
