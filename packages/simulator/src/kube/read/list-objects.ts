import { ApiError, badRequest, expired } from "../api-error";
import type { ClusterApi } from "../cluster-api";
import type { KubeObject } from "../cluster-store";
import type { FieldTest } from "../field-selector";
import type { LabelTest } from "../label-selector";
import type { ResourceType } from "../resource-type";
import { keyOf } from "../store/object-identity";
import { decodeToken, encodeToken, INCONSISTENT } from "./continue-token";

/** Which objects of a resource are meant. */
export interface Selection {
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly labels: LabelTest | null;
  readonly fields: FieldTest | null;
}

/** A list as it is asked for. */
export interface ListRequest extends Selection {
  readonly limit: number;
  readonly continueToken: string;
  readonly resourceVersion: string;
  readonly resourceVersionMatch: string;
}

/** One page of a list, all pages of one version. */
export interface ListPage {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: string;
  readonly continueToken?: string;
  /** How many follow; unknown when a selector leaves some out. */
  readonly remaining?: number;
}

const TOO_OLD_TOKEN = [
  "The provided continue parameter is too old to display a consistent list result.",
  "You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results.",
  "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time",
  "the first chunk was returned and now may show up in the list.",
].join(" ");

/** Whether an object is one of those that are meant. */
export const isSelected = ({ labels, fields }: Pick<Selection, "labels" | "fields">, object: KubeObject): boolean =>
  (labels === null || labels(object.metadata.labels)) && (fields === null || fields.matches(object));

/** 504: the version has not been reached; the real server waits for it in vain. */
export const tooLarge = (version: number, current: number) =>
  new ApiError(504, "Timeout", `Timeout: Too large resource version: ${version}, current: ${current}`, {
    causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
    retryAfterSeconds: 1,
  });

/** The version of a request, or a 400 for what is none. */
export function parseVersion(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const quoted = JSON.stringify(text);
  throw badRequest(
    `invalid resource version: resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`,
  );
}

/** The state to read: as of which version, and from which key on. */
interface ReadPoint {
  readonly objects: readonly KubeObject[];
  readonly version: number;
  readonly start: string;
  readonly limit: number;
}

const continued = ({ store }: ClusterApi, request: ListRequest): ReadPoint => {
  if (request.resourceVersion !== "" && request.resourceVersion !== "0") {
    throw badRequest("specifying resource version is not allowed when using continue");
  }
  const { version, start } = decodeToken(request.continueToken);
  const { type, namespace, limit } = request;
  if (version === INCONSISTENT) return { objects: store.list(type.key, namespace), version: store.resourceVersion, start, limit };
  const objects = version > store.resourceVersion ? null : store.listAsOf(version, type.key, namespace);
  if (objects) return { objects, version, start, limit };
  throw expired(TOO_OLD_TOKEN, { continue: encodeToken({ version: INCONSISTENT, start }) });
};

const fresh = ({ store }: ClusterApi, request: ListRequest): ReadPoint => {
  const { type, namespace, limit, resourceVersionMatch } = request;
  const current = { objects: store.list(type.key, namespace), version: store.resourceVersion, start: "" };
  if (request.resourceVersion === "") return { ...current, limit };
  const version = parseVersion(request.resourceVersion);
  // "Any version" is answered from a cache that knows no pages.
  if (version === 0) return { ...current, limit: 0 };
  if (version > store.resourceVersion) throw tooLarge(version, store.resourceVersion);
  const isExact = resourceVersionMatch === "Exact" || (resourceVersionMatch === "" && limit > 0);
  if (!isExact) return { ...current, limit };
  const objects = store.listAsOf(version, type.key, namespace);
  if (!objects) throw expired("The resourceVersion for the provided list is too old.");
  return { objects, version, start: "", limit };
};

const firstFrom = (objects: readonly KubeObject[], start: string): number => {
  let low = 0;
  let high = start === "" ? 0 : objects.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const object = objects[middle];
    if (object && keyOf(object) < start) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** A page of a list. All pages of one list show the same version; when its history is gone, the next page is refused (410). */
export function listObjects(api: ClusterApi, request: ListRequest): ListPage {
  const { objects, version, start, limit } = request.continueToken === "" ? fresh(api, request) : continued(api, request);
  const isFiltered = request.labels !== null || request.fields !== null;
  const first = firstFrom(objects, start);
  if (limit <= 0) {
    const rest = first === 0 ? objects : objects.slice(first);
    return { items: isFiltered ? rest.filter((object) => isSelected(request, object)) : rest, resourceVersion: String(version) };
  }
  const items: KubeObject[] = [];
  let next = first;
  for (; next < objects.length && items.length < limit; next += 1) {
    const object = objects[next];
    if (object && isSelected(request, object)) items.push(object);
  }
  const last = items.at(-1);
  const page = { items, resourceVersion: String(version) };
  if (next >= objects.length || !last) return page;
  const continueToken = encodeToken({ version, start: `${keyOf(last)}\u0000` });
  return { ...page, continueToken, ...(isFiltered ? {} : { remaining: objects.length - next }) };
}
