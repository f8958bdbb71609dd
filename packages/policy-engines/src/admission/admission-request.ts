/** An object of a cluster. */
export type ClusterObject = Readonly<Record<string, unknown>>;

/** One write, as the API server shows it to a policy. */
export interface AdmissionRequest {
  readonly operation: "CREATE" | "UPDATE" | "DELETE" | "CONNECT";
  readonly resource: { readonly group: string; readonly version: string; readonly resource: string };
  readonly kind: string;
  readonly isNamespaced: boolean;
  readonly subresource?: string;
  readonly name: string;
  /** Empty for what has no namespace. */
  readonly namespace: string;
  readonly object: ClusterObject | null;
  readonly oldObject: ClusterObject | null;
  /** The namespace that the object is in; null for what is in none. */
  readonly namespaceObject: ClusterObject | null;
  readonly user?: {
    readonly username: string;
    readonly uid?: string;
    readonly groups?: readonly string[];
    readonly extra?: Readonly<Record<string, readonly string[]>>;
  };
  readonly isDryRun?: boolean;
  readonly options?: unknown;
}

const filled = (fields: Readonly<Record<string, unknown>>): ClusterObject =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => {
      if (value === undefined || value === null || value === "") return false;
      return typeof value !== "object" || Object.keys(value).length > 0;
    }),
  );

/** `request` as an expression sees it; empty fields are not there, as in the API server. */
export function requestValue(request: AdmissionRequest): ClusterObject {
  const { group, version, resource } = request.resource;
  const kind = { group, version, kind: request.kind };
  const { username = "", uid, groups, extra } = request.user ?? {};
  return {
    ...{ kind, resource: { group, version, resource }, requestKind: kind, requestResource: { group, version, resource } },
    ...filled({
      subResource: request.subresource,
      requestSubResource: request.subresource,
      name: request.name,
      namespace: request.namespace,
    }),
    ...{ operation: request.operation, userInfo: filled({ username, uid, groups, extra }), dryRun: request.isDryRun ?? false },
    ...(request.options === undefined ? {} : { options: request.options }),
  };
}

const NAMESPACE_METADATA = [
  ...["name", "generateName", "namespace", "labels", "annotations", "uid", "creationTimestamp", "deletionGracePeriodSeconds"],
  ...["deletionTimestamp", "generation", "resourceVersion", "finalizers"],
];

/** `namespaceObject` as an expression sees it: without managed fields and owners. */
export function namespaceValue(namespace: ClusterObject | null): ClusterObject | null {
  if (!namespace) return null;
  const metadata = Object.entries((namespace.metadata ?? {}) as object).filter(([name]) => NAMESPACE_METADATA.includes(name));
  return { metadata: Object.fromEntries(metadata), spec: namespace.spec ?? {}, status: namespace.status ?? {} };
}
