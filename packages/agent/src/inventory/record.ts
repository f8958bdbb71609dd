import type { InventoryRecord, OwnerRef } from "@holdfast/contracts/inventory";
import type { Json } from "@holdfast/contracts/json";
import { assess } from "@holdfast/domain/health/assess";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { scrub } from "@holdfast/domain/secret/scrub";
import { canonicalJson, digestOf } from "./digest";
import { facts, text, textMap } from "./facts";
import { projections } from "./projections/by-resource";
import type { Projection } from "./projections/projection";
import { pushedDigest } from "./pushed-digest";

/** A record with its digest as a number, as the agent compares and keeps it. */
export interface Observed {
  readonly record: InventoryRecord;
  readonly digest: bigint;
  /** How large the record is as JSON, near enough for a byte budget. */
  readonly sizeBytes: number;
}

type Bare = Omit<InventoryRecord, "digest">;

const EPOCH = "1970-01-01T00:00:00Z";
/** Annotations that screens and steps ask for. No other leaves the cluster: people put anything into annotations. */
const TOLD_ANNOTATIONS = /^(compliance\/|holdfast\.dev\/)/;
const MOST_FACTS_BYTES = 64 * 1024;
/** What JSON may hold and PostgreSQL's may not: NUL, and half of a surrogate pair. */
const UNSTORABLE = /\\u0000|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/;

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
const instantOf = (value: unknown): string =>
  typeof value === "string" && INSTANT.test(value) && !Number.isNaN(Date.parse(value)) ? value : EPOCH;

function ownerOf(object: KubeObject): OwnerRef | null {
  const owner = object.metadata?.ownerReferences?.find((each) => each.controller === true);
  const uid = text(owner?.uid, 128);
  return uid ? { kind: text(owner?.kind, 63) ?? "", name: text(owner?.name, 253) ?? "", uid } : null;
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

const cleanText = (text: string) => text.replaceAll("\u0000", "").toWellFormed();

/** The same value without the characters that cannot be stored, in keys and in texts. */
function cleaned(value: Json): Json {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [cleanText(key), cleaned(each)]));
}

/** The same record, storable. Rare, so its cost does not matter. */
const storable = (bare: Bare): Bare =>
  // Texts stay texts and the structure stays, so it is a record still.
  cleaned(bare) as Bare;

/**
 * What is kept of an object, or undefined for something without uid and name. Everything is bounded by the contract,
 * scrubbed of what looks like a secret, and in one canonical form, so that two sides can compare digests.
 */
export function observe(resource: string, kind: string, object: KubeObject): Observed | undefined {
  const uid = text(object.metadata?.uid, 128);
  const name = text(object.metadata?.name, 253);
  if (!uid || !name) return undefined;
  const part = projected(resource, object);
  const { health, status, reason } = assess(resource, object);
  // In the order of the names, as everything below it is: then its JSON is canonical already.
  const bare = {
    createdAt: instantOf(object.metadata?.creationTimestamp),
    desired: part.desired ?? null,
    facts: facts({ ...part.facts, annotations: toldAnnotations(object.metadata?.annotations), pushed: pushedDigest(object) }),
    health,
    images: [...(part.images ?? [])],
    kind: kind.slice(0, 63),
    labels: textMap(object.metadata?.labels, 63),
    name,
    namespace: text(object.metadata?.namespace, 63) ?? null,
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
function canonical(bare: Bare): string {
  const text = JSON.stringify(bare);
  return INTEGER_KEY.test(text) ? canonicalJson(bare) : text;
}

function sealed(bare: Bare): Observed {
  let text = canonical(bare);
  let kept = bare;
  if (text.length > MOST_FACTS_BYTES) kept = { ...bare, facts: { isTruncated: true } };
  if (UNSTORABLE.test(text)) kept = storable(kept);
  if (kept !== bare) text = canonicalJson(kept);
  const digest = digestOf(text);
  return { record: { ...kept, digest: digest.toString() }, digest, sizeBytes: Buffer.byteLength(text) + 40 };
}
