/** An object of a cluster as its API gives it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name?: string | undefined;
    readonly generateName?: string | undefined;
    readonly namespace?: string | undefined;
    readonly labels?: Readonly<Record<string, string>> | undefined;
  };
}

/** Group and version of an apiVersion; the core group is empty. */
export function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  return { group: apiVersion.slice(0, Math.max(slash, 0)), version: apiVersion.slice(slash + 1) };
}

/** Whether it is a namespace, which Gatekeeper takes as within itself. */
export const isNamespace = ({ apiVersion, kind }: KubeObject): boolean => kind === "Namespace" && groupVersion(apiVersion).group === "";
