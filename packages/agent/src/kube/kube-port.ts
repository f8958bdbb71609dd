// The narrow way by which commands and questions touch the cluster. A port of a dry run has the same calls, and none of
// its writes lasts.
import { setTimeout as delay } from "node:timers/promises";
import type { Propagation } from "@holdfast/contracts/commands/object-delete";
import type { KubeObject } from "@holdfast/domain/health/kube-object";
import { type Discovery, resourcePath, type ServedResource } from "./discovery";
import { type KubeHttp, type KubeReply, type KubeRequest, readStart } from "./http";
import { hasStatus, KubeError } from "./kube-error";

/** One object, or one subresource of it. */
export interface ObjectRef {
  readonly resource: ServedResource;
  readonly namespace?: string | undefined;
  readonly name: string;
  readonly subresource?: string;
}

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove" | "test";
  readonly path: string;
  readonly value?: unknown;
}

/** The calls that commands and questions may make. Failures are KubeErrors; a write that may have happened is an Unconfirmed. */
export interface KubePort {
  readonly isDryRun: boolean;
  /** The resource in the first of the versions that is served, or undefined. `isAnew`: what was remembered of it does not count. */
  find(
    group: string,
    plural: string,
    versions: readonly string[],
    how?: { readonly isAnew?: boolean },
  ): Promise<ServedResource | undefined>;
  /** Undefined when there is no such object. */
  read<T extends KubeObject>(ref: ObjectRef): Promise<T | undefined>;
  /** Those of a namespace, or all; `fieldSelector` is evaluated by the API server. */
  list<T extends KubeObject>(resource: ServedResource, namespace?: string, fieldSelector?: string): Promise<T[]>;
  /** So many of all namespaces, from where the page before ended; 410 when the API server has forgotten where that was. */
  page<T extends KubeObject>(resource: ServedResource, from: PageFrom): Promise<{ items: T[]; next: string | null }>;
  /** A JSON patch; 422 when one of its tests does not hold, 400 or 422 when the kind has no such field: it is never dropped in silence. */
  patch<T extends KubeObject>(ref: ObjectRef, operations: readonly PatchOperation[]): Promise<KubeReply<T>>;
  /** Makes an object by its own name; 409 when there is one of that name. */
  create<T extends KubeObject>(ref: ObjectRef, object: T): Promise<KubeReply<T>>;
  /**
   * Server-side apply: 409 when another manager owns a field, unless it is taken by force (`isForced`). `isStrict`: a field that the kind
   * has not is refused and not dropped.
   */
  apply<T extends KubeObject>(
    ref: ObjectRef,
    object: T,
    how?: { readonly isStrict?: boolean; readonly isForced?: boolean },
  ): Promise<KubeReply<T>>;
  /** Deletes just this object in just this state. What becomes of what it owns is the kind's default where it is not said. */
  remove(ref: ObjectRef, preconditions: { uid: string; resourceVersion: string }, propagationPolicy?: Propagation): Promise<void>;
  /** Asks once that just this pod leaves its node. Null when it may, else why not now: its disruption budget, or a busy API server. */
  evict(pod: ObjectRef, uid: string): Promise<Held | null>;
  /** The beginning of the text of a subresource, such as a log, of so many bytes at most. */
  text(ref: ObjectRef, query: Readonly<Record<string, string | undefined>>, limits: TextLimits): Promise<string>;
  /** Asks something of the API server that is no object, such as an access review. */
  ask<T>(path: string, body: object): Promise<T>;
}

/** Where a page of a list begins, and how long it is at most. */
export interface PageFrom {
  readonly limit: number;
  readonly after: string | null;
  readonly signal: AbortSignal;
}

/** What a text may cost. */
export interface TextLimits {
  readonly bytes: number;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Why a pod may not be evicted now: nothing was done, and it may be asked again. */
export interface Held {
  readonly isByBudget: boolean;
  readonly message: string;
}

/** The owner of every field that Holdfast sets. */
export const FIELD_MANAGER = "holdfast";

/** A write of which no answer came: it may have happened. Only reading back can tell. */
export class Unconfirmed extends Error {
  constructor(cause: KubeError) {
    super(cause.message, { cause });
    this.name = "Unconfirmed";
  }
}

interface ListPage<T> {
  readonly items?: T[];
  readonly metadata?: { readonly continue?: string };
}

const CALL_MS = 10_000;
const MOST_TRIES = 4;
const LONGEST_WAIT_MS = 2000;

const pathOf = ({ resource, namespace, name, subresource }: ObjectRef) =>
  `${resourcePath(resource, resource.isNamespaced ? namespace : undefined)}/${encodeURIComponent(name)}${subresource ? `/${subresource}` : ""}`;

/** 429 says that nothing was done, so it may be tried again. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (cause) {
      if (!hasStatus(cause, 429) || attempt >= MOST_TRIES) throw cause;
      await delay(Math.min(cause.retryAfterMs ?? 250 * attempt, LONGEST_WAIT_MS));
    }
  }
}

const mayHaveHappened = (cause: unknown): cause is KubeError => cause instanceof KubeError && (cause.isUnconfirmed || cause.code >= 500);

/** The port to the cluster behind `http`; with `isDryRun` every write is checked by the API server and then forgotten. */
export function kubePort(http: KubeHttp, discovery: Discovery, isDryRun: boolean): KubePort {
  const ask = <T>(request: Omit<KubeRequest, "deadlineMs">) => patiently(() => http.json<T>({ ...request, deadlineMs: CALL_MS }));
  async function write<T>(request: Omit<KubeRequest, "deadlineMs">): Promise<KubeReply<T>> {
    const query = { ...request.query, dryRun: isDryRun ? "All" : undefined };
    try {
      return await ask<T>({ ...request, query });
    } catch (cause) {
      if (!isDryRun && mayHaveHappened(cause)) throw new Unconfirmed(cause);
      throw cause;
    }
  }
  return {
    isDryRun,
    find: (group, plural, versions, { isAnew = false } = {}) => {
      if (isAnew) discovery.forget();
      return discovery.find(group, plural, versions);
    },
    read: async <T extends KubeObject>(ref: ObjectRef) => {
      try {
        return (await ask<T>({ path: pathOf(ref) })).body;
      } catch (cause) {
        if (hasStatus(cause, 404)) return undefined;
        throw cause;
      }
    },
    list: async <T extends KubeObject>(resource: ServedResource, namespace?: string, fieldSelector?: string) =>
      (await ask<{ items?: T[] }>({ path: resourcePath(resource, namespace), query: { fieldSelector } })).body.items ?? [],
    page: async <T extends KubeObject>(resource: ServedResource, { limit, after, signal }: PageFrom) => {
      const query = { limit: String(limit), continue: after ?? undefined };
      const { items, metadata } = (await ask<ListPage<T>>({ path: resourcePath(resource), query, signal })).body;
      return { items: items ?? [], next: metadata?.continue || null };
    },
    patch: <T extends KubeObject>(ref: ObjectRef, operations: readonly PatchOperation[]) =>
      write<T>({
        method: "PATCH",
        path: pathOf(ref),
        query: { fieldManager: FIELD_MANAGER, fieldValidation: "Strict" },
        contentType: "application/json-patch+json",
        body: operations,
      }),
    create: <T extends KubeObject>({ resource, namespace }: ObjectRef, object: T) =>
      write<T>({ method: "POST", path: resourcePath(resource, namespace), query: { fieldManager: FIELD_MANAGER }, body: object }),
    apply: <T extends KubeObject>(ref: ObjectRef, object: T, { isStrict = false, isForced = false } = {}) =>
      write<T>({
        method: "PATCH",
        path: pathOf(ref),
        query: { fieldManager: FIELD_MANAGER, force: String(isForced), fieldValidation: isStrict ? "Strict" : undefined },
        contentType: "application/apply-patch+yaml",
        body: object,
      }),
    remove: async (ref, preconditions, propagationPolicy) => {
      // The API server reads the options of a deletion from its body and then ignores the query, the dry run included.
      const chosen = { preconditions, ...(propagationPolicy ? { propagationPolicy } : {}), ...(isDryRun ? { dryRun: ["All"] } : {}) };
      const options = { kind: "DeleteOptions", apiVersion: "v1", ...chosen };
      await write({ method: "DELETE", path: pathOf(ref), body: options });
    },
    evict: async ({ resource, namespace, name }, uid) => {
      const metadata = { namespace, name };
      const body = { apiVersion: "policy/v1", kind: "Eviction", metadata, deleteOptions: { preconditions: { uid } } };
      const query = { dryRun: isDryRun ? "All" : undefined };
      const path = pathOf({ resource, namespace, name, subresource: "eviction" });
      try {
        await http.json({ method: "POST", path, query, body, deadlineMs: CALL_MS });
        return null;
      } catch (cause) {
        if (!hasStatus(cause, 429)) throw cause;
        const budgets = cause.causes.filter(({ reason }) => reason === "DisruptionBudget");
        return { isByBudget: budgets.length > 0, message: budgets.map(({ message }) => message).join("; ") || cause.message };
      }
    },
    text: async (ref, query, { bytes, deadlineMs, signal }) => {
      const response = await http.open({ path: pathOf(ref), query, accept: "*/*", deadlineMs, signal });
      return readStart(response, bytes, deadlineMs, signal);
    },
    ask: async <T>(path: string, body: object) => (await ask<T>({ method: "POST", path, body })).body,
  };
}
