import type { InventoryRecord, OwnerRef } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import { assess } from "@holdfast/domain/health/assess";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { canonicalJson, digestOf } from "./digest";
import { facts, textMap } from "./facts";
import { projections } from "./projections/by-resource";
import type { Projection } from "./projections/projection";
import { scrub } from "./scrub";

/** A record with its digest as a number, as the agent compares and keeps it. */
export interface Observed {
  readonly record: InventoryRecord;
  readonly digest: bigint;
  /** How large the record is as JSON, near enough for a byte budget. */
  readonly sizeBytes: number;
}

const EPOCH = "1970-01-01T00:00:00Z";
/** Annotations that screens and steps ask for. No other leaves the cluster: people put anything into annotations. */
const TOLD_ANNOTATIONS = /^(compliance\/|holdfast\.dev\/)/;
const MOST_FACTS_BYTES = 64 * 1024;
/** What JSON may hold and PostgreSQL's may not: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\\u0000|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/;

function ownerOf(object: KubeObject): OwnerRef | null {
  const owner = object.metadata?.ownerReferences?.find((each) => each.controller === true);
  return owner?.uid
    ? { kind: (owner.kind ?? "").slice(0, 63), name: (owner.name ?? "").slice(0, 253), uid: owner.uid.slice(0, 128) }
    : null;
}

function toldAnnotations(annotations: Readonly<Record<string, string>> | undefined): Record<string, string> {
  if (!annotations) return {};
  return textMap(Object.fromEntries(Object.entries(annotations).filter(([name]) => TOLD_ANNOTATIONS.test(name))));
}

function projected(resource: string, object: KubeObject): Projection {
  const project = projections[resource];
  if (!project) return { facts: facts({ generation: object.metadata?.generation }) };
  try {
    return project(object);
  } catch {
    // An object of another shape than its kind's is kept by what every object has.
    return { facts: { isMalformed: true } };
  }
}

/** The same value without the characters that cannot be stored. Rare, so its cost does not matter. */
function storable<T extends Json>(value: T): T {
  const clean = (text: string) => text.replaceAll("\u0000", "").toWellFormed();
  // Strings become strings and the structure stays, so the type holds.
  return JSON.parse(JSON.stringify(value), (_, each) => (typeof each === "string" ? clean(each) : each)) as T;
}

/**
 * What is kept of an object, or undefined for something without uid and name. Everything is bounded by the contract,
 * scrubbed of what looks like a secret, and in one canonical form, so that two sides can compare digests.
 */
export function observe(resource: string, kind: string, object: KubeObject): Observed | undefined {
  const { uid, name } = object.metadata ?? {};
  if (!uid || !name) return undefined;
  const part = projected(resource, object);
  const { health, status, reason } = assess(resource, object);
  // In the order of the names, as everything below it is: then its JSON is canonical already.
  const bare = {
    createdAt: object.metadata?.creationTimestamp ?? EPOCH,
    desired: part.desired ?? null,
    facts: facts({ ...part.facts, annotations: toldAnnotations(object.metadata?.annotations) }),
    health,
    images: [...(part.images ?? [])],
    kind: kind.slice(0, 63),
    labels: textMap(object.metadata?.labels, 63),
    name,
    namespace: object.metadata?.namespace ?? null,
    node: part.node ?? null,
    owner: ownerOf(object),
    ready: part.ready ?? null,
    reason: reason ? scrub(reason) : null,
    resource,
    restarts: part.restarts ?? null,
    status,
    uid,
  };
  return sealed(bare);
}

/** JavaScript moves keys that look like integers to the front; only labels and the like can have such. */
const INTEGER_KEY = /"\d+":/;

/** The canonical JSON of a record, whose keys are in order already but for integer ones. */
function canonical(bare: Omit<InventoryRecord, "digest">): string {
  const text = JSON.stringify(bare);
  return INTEGER_KEY.test(text) ? canonicalJson(bare) : text;
}

function sealed(bare: Omit<InventoryRecord, "digest">): Observed {
  let text = canonical(bare);
  let kept = bare;
  if (text.length > MOST_FACTS_BYTES) kept = { ...bare, facts: { isTruncated: true } };
  if (UNSTORABLE.test(text)) kept = storable(kept);
  if (kept !== bare) text = canonical(kept);
  const digest = digestOf(text);
  return { record: { ...kept, digest: digest.toString() }, digest, sizeBytes: Buffer.byteLength(text) + 40 };
}
