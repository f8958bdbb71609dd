/** An API server to call: where it is, and what to show it. */
export interface KubeTarget {
  /** Without a slash at the end; may have a path. */
  readonly baseUrl: string;
  /** Who asks, as a bearer token in the Authorization header: somebody who may do everything. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls?: { readonly ca?: string };
  /** Headers of somebody who may read pods and nothing else, in every namespace. */
  readonly podReaderHeaders: Readonly<Record<string, string>>;
  /** Makes the server forget its history, as etcd's compaction does in time; absent where that cannot be had. */
  compact?(): Promise<void>;
}
