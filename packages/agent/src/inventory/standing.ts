import type { ResourceState } from "@holdfast/contracts/inventory";
import type { Log } from "@holdfast/contracts/log-fields";
import type { Clock } from "../clock";
import type { FindingBook } from "../findings/finding-book";
import { messageOf } from "../problem";
import type { Outbox } from "../reports/outbox";
import type { ObservedTarget } from "./observed-target";

/** What keeps account of how a resource stands needs of the rest of the agent. */
export interface StandingPorts {
  readonly outbox: Pick<Outbox, "say">;
  readonly findings: FindingBook;
  readonly clock: Clock;
  /** The hub's time. */
  readonly now: () => Date;
  readonly log: Log;
  /** Errors that last longer are told, in milliseconds. */
  readonly failingAfterMs: number;
  readonly onChange: () => void;
}

/** How the agent stands towards one resource, told to the hub when it changes, with the finding that belongs to it. */
export class Standing {
  private failingSinceMs: number | undefined;
  private said: ResourceState | undefined;

  constructor(
    private readonly target: ObservedTarget,
    private readonly ports: StandingPorts,
  ) {}

  get state(): ResourceState {
    return this.said ?? "syncing";
  }

  /** Nothing stands in the way any more. */
  enter(state: "syncing" | "synced" | "absent"): void {
    this.recover();
    this.say(state, null);
    if (state === "synced" && !this.target.isMetadataOnly) this.ports.findings.resolve("RbacMissing", this.target.key);
  }

  /** The API server answers again; what it stood in before stands again. */
  recover(): void {
    this.failingSinceMs = undefined;
    this.ports.findings.resolve("ApiServerFailing", this.target.key);
    if (this.said === "failing") this.say("synced", null);
  }

  forbid(message: string): void {
    const { target, ports } = this;
    this.recover();
    this.say("forbidden", message);
    // Kinds that an installation added are many, and one finding for all of them says it better.
    if (target.isMetadataOnly) return;
    ports.findings.raise({
      code: "RbacMissing",
      object: target.key,
      severity: "warning",
      message: `The agent may not list and watch ${target.key}. Apply its role again: holdfast-agent rbac | kubectl apply -f -`,
    });
  }

  /** An attempt failed; told once it lasts. */
  fail(cause: unknown): void {
    const { ports, target } = this;
    const nowMs = ports.clock.monotonicMs();
    this.failingSinceMs ??= nowMs;
    const durationMs = Math.round(nowMs - this.failingSinceMs);
    ports.log.warn({ resource: target.key, reason: messageOf(cause), durationMs }, "resource not read, trying again");
    if (durationMs < ports.failingAfterMs) return;
    this.say("failing", messageOf(cause));
    ports.findings.raise({
      code: "ApiServerFailing",
      object: target.key,
      severity: "warning",
      message: `The API server has not answered for ${target.key} for more than ${ports.failingAfterMs / 1000} s: ${messageOf(cause)}`,
    });
  }

  /** An object was left out because of its size. */
  omit(): void {
    this.ports.findings.raise({
      code: "ObjectTooLarge",
      object: this.target.key,
      severity: "warning",
      message: `An object of ${this.target.key} is larger than the agent reads. It is missing from the inventory.`,
    });
  }

  private say(state: ResourceState, message: string | null): void {
    const { target, ports } = this;
    if (state === this.said) return;
    this.said = state;
    ports.outbox.say({
      type: "inventory.resource",
      resource: target.key,
      kind: target.kind,
      isNamespaced: target.isNamespaced,
      state,
      message: message?.slice(0, 1024) ?? null,
      observedAt: ports.now().toISOString(),
    });
    ports.onChange();
  }

  /** Says the state again: what was said before was dropped, or the hub lost it. */
  forget(): void {
    this.said = undefined;
  }
}
