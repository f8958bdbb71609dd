import type { ResourceSummary } from "@holdfast/contracts/inventory";
import { xorDigests } from "./digest";

/** What the hub holds of one resource, as far as it was told: uid and digest, nothing more. */
export class HeldObjects {
  private digests = new Map<string, bigint>();
  private xor = 0n;

  get size(): number {
    return this.digests.size;
  }

  /** Notes an object. False when the hub holds it just so. */
  set(uid: string, digest: bigint): boolean {
    const before = this.digests.get(uid);
    if (before === digest) return false;
    this.xor = xorDigests(xorDigests(this.xor, before ?? 0n), digest);
    this.digests.set(uid, digest);
    return true;
  }

  /** Forgets an object. False when the hub does not hold it. */
  delete(uid: string): boolean {
    const before = this.digests.get(uid);
    if (before === undefined) return false;
    this.xor = xorDigests(this.xor, before);
    return this.digests.delete(uid);
  }

  clear(): void {
    this.digests = new Map();
    this.xor = 0n;
  }

  uids(): Iterable<string> {
    return this.digests.keys();
  }

  /** The count and the XOR of all digests: equal on both sides means no phantom and no loss. */
  summary(resource: string): ResourceSummary {
    return { resource, count: this.digests.size, digest: this.xor.toString() };
  }
}
