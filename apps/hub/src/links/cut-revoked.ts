import type { AgentSettings } from "@holdfast/services/agents/agent-settings";
import { findIdentity } from "@holdfast/services/agents/find-identity";
import type { Wakes } from "@holdfast/services/events/wakes";
import type { LinkRegistry } from "./link-registry";

/** Cuts the links whose identity does not hold any more, at every word that a link's cluster changed. Returns how to stop. */
export const cutRevoked = (settings: AgentSettings, registry: LinkRegistry, wakes: Wakes): (() => void) =>
  wakes.on("link", ({ key }) => {
    for (const link of registry.all()) {
      const { clusterId, keyFingerprint } = link.peer;
      if (key !== "" && clusterId !== key) continue;
      findIdentity(settings, clusterId, keyFingerprint).then(
        (found) => found === "active" || link.cut("identity revoked"),
        (err: unknown) => settings.log.error({ err, "cluster.id": clusterId }, "agent identity not read"),
      );
    }
  });
