/** What a path names: a resource of a version, perhaps in a namespace, perhaps one object of it, perhaps one of its doors. */
export interface ResourcePath {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespace: string | null;
  /** Empty for the collection. */
  readonly name: string;
  /** Empty for the resource itself. */
  readonly subresource: string;
  /** The old spelling of a watch, `/api/v1/watch/...`. */
  readonly isWatchPath: boolean;
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const namespacesOwn = ["status", "finalize"];

/** Reads `/api/v1/...` and `/apis/<group>/<version>/...`; null for a path that names no resource. */
export function parseResourcePath(path: string): ResourcePath | null {
  const parts = path.split("/").filter(Boolean).map(decode);
  const [root, ...rest] = parts;
  if (root !== "api" && root !== "apis") return null;
  const [group, version, ...tail] = root === "api" ? ["", ...rest] : rest;
  if (group === undefined || version === undefined || tail.length === 0) return null;
  const isWatchPath = tail[0] === "watch";
  const segments = isWatchPath ? tail.slice(1) : tail;
  const base = { group, version, isWatchPath };
  const [first = "", second, third] = segments;
  if (first !== "namespaces" || second === undefined || third === undefined || namespacesOwn.includes(third)) {
    return { ...base, plural: first, namespace: null, name: second ?? "", subresource: segments.slice(2).join("/") };
  }
  return { ...base, plural: third, namespace: second, name: segments[3] ?? "", subresource: segments.slice(4).join("/") };
}
