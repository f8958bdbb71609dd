/** What the agent knows how to talk to. */
export type ServiceKind = "patroni" | "vault" | "postgres";

/** One service of the cluster that the agent's owner lets it call: where it is, and in which file its credential stands. */
export interface KnownService {
  readonly kind: ServiceKind;
  readonly url: URL;
  /** Mounted from a Secret by the kubelet: the agent's role lets it read none. Null where none is needed. */
  readonly credentialFile: string | null;
}

/** The services by the names that a plan calls them by. */
export type KnownServices = Readonly<Record<string, KnownService>>;
