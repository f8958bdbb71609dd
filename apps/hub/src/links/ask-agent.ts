import { Fault } from "@holdfast/contracts/fault";
import type { HubHandlers } from "@holdfast/contracts/hub-router";
import { worded } from "@holdfast/contracts/worded";
import type { LinkRegistry } from "./link-registry";

/** Puts a question to an agent whose link this hub holds. */
export const askAgent =
  (registry: LinkRegistry): HubHandlers["ask"] =>
  async ({ clusterId, name, input, deadlineMs, asker }, signal) => {
    const link = registry.of(clusterId);
    if (!link?.hasSaidHello) throw new Fault("AgentUnreachable", worded("AgentNotConnected"), { retry: "later" });
    return link.desk.ask(name, input, deadlineMs, signal, asker);
  };
