import type { ImpactEffect } from "@holdfast/contracts/policy-impact";

/** What a policy says of one object. */
export interface FoundViolation {
  readonly effect: ImpactEffect;
  readonly resource: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly workload: { readonly kind: string; readonly name: string };
  readonly team: string | null;
  readonly policyName: string;
  readonly message: string;
}

/** The objects of one workload of which the same is said. */
export interface GatheredFinding extends FoundViolation {
  readonly names: string[];
}

/** Violations of one resource of one cluster, gathered by workload, and how many objects each effect meets. */
export class FoundViolations {
  private readonly byKey = new Map<string, { found: FoundViolation; names: Set<string> }>();
  private readonly met: Readonly<Record<ImpactEffect, Set<string>>> = { deny: new Set(), warn: new Set(), audit: new Set() };

  /** Notes what is said of an object; the same twice is once. */
  add(found: FoundViolation, name: string): void {
    const { effect, resource, namespace, workload, policyName, message } = found;
    const key = JSON.stringify([effect, resource, namespace, workload.kind, workload.name, policyName, message]);
    const known = this.byKey.get(key);
    if (known) known.names.add(name);
    else this.byKey.set(key, { found, names: new Set([name]) });
    this.met[effect].add(JSON.stringify([resource, namespace, name]));
  }

  /** Takes on what was found in another page of the same resource, where the same may have been said. */
  merge(others: FoundViolations): void {
    for (const { names, ...found } of others.findings) for (const name of names) this.add(found, name);
  }

  /** Takes on what was found elsewhere. */
  takeOn(others: FoundViolations): void {
    for (const [key, finding] of others.byKey) this.byKey.set(key, finding);
    for (const effect of ["deny", "warn", "audit"] as const) for (const each of others.met[effect]) this.met[effect].add(each);
  }

  get findings(): GatheredFinding[] {
    return [...this.byKey.values()].map(({ found, names }) => ({ ...found, names: [...names] }));
  }

  /** How many objects would be denied, warned at and noted. */
  get counts(): { denied: number; warned: number; audited: number } {
    return { denied: this.met.deny.size, warned: this.met.warn.size, audited: this.met.audit.size };
  }
}
