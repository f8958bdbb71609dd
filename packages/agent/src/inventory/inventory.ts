// All resources of the cluster together: one observer each, the kinds that definitions add, and the proof that nothing is
// lost or left over.
import type { KnownPage } from "@holdfast/contracts/agent-link";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import type { z } from "zod";
import { customTarget, type DefinitionObject } from "./custom-target";
import { isWhole, type ObservedTarget, wholeTargets } from "./observed-target";
import { type ObserverPorts, ResourceObserver } from "./resource-observer";
import { turnstile } from "./turnstile";

/** What the inventory needs of the rest of the agent. */
export interface InventoryPorts extends Omit<ObserverPorts, "known" | "lists" | "onChange" | "onObject"> {
  /** One page of what the hub holds of a resource. */
  readonly knownPage: (resource: string, after: string | null) => Promise<z.infer<typeof KnownPage>>;
  /** How often the proof is repeated, in milliseconds. */
  readonly summaryEveryMs: number;
}

const LISTS_AT_ONCE = 3;
const DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";
/** A new definition is served a moment after it says so. */
const LOOK_AGAIN_MS = [0, 1000, 3000, 10_000];
/** How often in a row the proof is repeated at once after a difference, before it waits for its time. */
const MOST_QUICK_PROOFS = 3;

/** The inventory of one cluster. */
export class Inventory {
  private readonly observers = new Map<string, ResourceObserver>();
  private readonly running = new Set<Promise<void>>();
  private readonly definitions = new Map<string, ObservedTarget>();
  private readonly observerPorts: ObserverPorts;
  private isProofDue = true;
  private quickProofs = 0;

  constructor(
    private readonly ports: InventoryPorts,
    private readonly signal: AbortSignal,
  ) {
    this.observerPorts = {
      ...ports,
      known: (resource) => this.known(resource),
      lists: turnstile(LISTS_AT_ONCE),
      onChange: () => this.prove(),
      onObject: (target, uid, object) => target.key === DEFINITIONS && this.onDefinition(uid, object),
    };
  }

  /** Starts observing. Ends with the signal; the promise resolves when all is quiet. */
  async run(): Promise<void> {
    for (const target of wholeTargets) this.observe(target);
    const timer = setInterval(() => this.proveAgain(), this.ports.summaryEveryMs);
    await new Promise((resolve) => this.signal.addEventListener("abort", resolve, { once: true }));
    clearInterval(timer);
    await Promise.all(this.running);
  }

  /** Compares everything again: what was said was dropped, or the hub lost it. */
  restart(): void {
    this.isProofDue = true;
    for (const observer of this.observers.values()) observer.restart();
    this.tellForbidden();
  }

  /** The hub's rows of these resources differ. One that is not observed is a leftover: comparing it removes its rows. */
  resync(resources: readonly string[]): void {
    for (const key of resources) {
      const observer = this.observers.get(key);
      if (observer) observer.restart();
      else this.observe(leftover(key));
    }
    this.isProofDue = this.quickProofs++ < MOST_QUICK_PROOFS;
  }

  private observe(target: ObservedTarget): void {
    if (this.observers.has(target.key) || this.signal.aborted) return;
    const observer = new ResourceObserver(target, this.observerPorts);
    this.observers.set(target.key, observer);
    const run = observer.run(this.signal).finally(() => this.running.delete(run));
    this.running.add(run);
  }

  private async *known(resource: string): AsyncGenerator<readonly (readonly [string, string])[]> {
    for (let after: string | null = null; ; ) {
      const page: z.infer<typeof KnownPage> = await this.ports.knownPage(resource, after);
      yield page.entries;
      if (page.next === null) return;
      after = page.next;
    }
  }

  /** A definition came, changed or went: its kind is observed, and who waits for it looks again. */
  private onDefinition(uid: string, object: KubeObject | undefined): void {
    const before = this.definitions.get(uid);
    // The resource is the definitions' own, so the object has their shape.
    const target = object ? customTarget(object as DefinitionObject) : undefined;
    if (target) this.definitions.set(uid, target);
    else this.definitions.delete(uid);
    if (target && !isWhole(target.key)) this.observe(target);
    // Its versions may have changed, or it was a leftover until now.
    if (target) this.observers.get(target.key)?.serveAs(target);
    const key = target?.key ?? before?.key;
    if (key) this.lookAgain(key);
  }

  private lookAgain(key: string): void {
    for (const inMs of LOOK_AGAIN_MS)
      setTimeout(() => {
        const observer = this.observers.get(key);
        if (!observer || this.signal.aborted || observer.state === "synced") return;
        this.ports.discovery.forget();
        observer.poke();
      }, inMs).unref();
  }

  /** Says count and XOR of every resource, once all was compared and nothing is on its way in. */
  private prove(): void {
    this.tellForbidden();
    const observers = [...this.observers.values()];
    if (!this.isProofDue || observers.length < wholeTargets.length || !observers.every((each) => each.isSettled)) return;
    this.isProofDue = false;
    this.ports.outbox.say({ type: "inventory.summary", summaries: observers.map((each) => each.summary()).slice(0, 1000) });
  }

  private proveAgain(): void {
    this.isProofDue = true;
    this.quickProofs = 0;
    this.prove();
  }

  /** One finding for all added kinds that the agent may not read, with the command that would let it. */
  private tellForbidden(): void {
    const forbidden = [...this.observers.values()].filter((each) => each.target.isMetadataOnly && each.state === "forbidden");
    const names = forbidden.map((each) => each.target.key).sort();
    if (names.length === 0) this.ports.findings.resolve("RbacMissing", "custom resources");
    else
      this.ports.findings.raise({
        code: "RbacMissing",
        object: "custom resources",
        severity: "info",
        message: `The agent may not read ${names.length} added kinds: ${names.slice(0, 20).join(", ")}. To let it: holdfast-agent rbac ${names
          .slice(0, 3)
          .map((name) => `--observe ${name}`)
          .join(" ")} | kubectl apply -f -`,
      });
  }
}

/** A resource that only the hub knows of. */
function leftover(key: string): ObservedTarget {
  const [plural = "", ...group] = key.split(".");
  return { key, group: group.join("."), plural, kind: plural, isNamespaced: true, versions: [], isMetadataOnly: true };
}
