import { ClusterAccess } from "@holdfast/contracts/cluster-access";
import { type CredentialKind, MAX_CONTEXTS } from "@holdfast/contracts/cluster-import";
import { Fault } from "@holdfast/contracts/fault";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import { parseDocument } from "yaml";
import { hasManyAliases, repeatedKeys, withoutKeyCheck } from "../yaml/costly-yaml";
import { addressClass } from "./address-class";
import { credentialOf } from "./credential-of";
import { type FileCluster, KubeconfigFile } from "./kubeconfig-file";

/** One context of a kubeconfig. `access` is what leads to its cluster, and a secret; null while something is refused. */
export interface ReadContext {
  readonly context: string;
  readonly isCurrent: boolean;
  readonly clusterName: string;
  readonly server: string;
  readonly user: string;
  readonly kind: CredentialKind;
  readonly expiresAt: Date | null;
  readonly refusals: readonly Worded[];
  readonly access: ClusterAccess | null;
}

/** What may be imported where this runs. */
export interface ImportRules {
  readonly now: Date;
  /** Whether the hub's own machine may be named: in the demo, and for a hub on somebody's own computer. */
  readonly isLoopbackAllowed: boolean;
}

/** Reads the file. What the parser quotes may be a token, so of its complaint only the kind and the place are told. */
function fileOf(text: string): KubeconfigFile {
  const unreadable = (why: string) => new Fault("InvalidInput", worded("KubeconfigUnreadable", { why }));
  const document = parseDocument(text, { prettyErrors: false, ...withoutKeyCheck });
  const [wrong] = [...document.errors, ...repeatedKeys(document)];
  if (wrong) throw unreadable(`YAML ${wrong.code} @ ${wrong.pos[0]}`);
  if (hasManyAliases(document)) throw unreadable("YAML aliases");
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 50 });
  } catch {
    throw unreadable("YAML aliases");
  }
  const parsed = KubeconfigFile.safeParse(plain);
  if (!parsed.success) throw unreadable(parsed.error.issues[0]?.path.join(".") || "YAML");
  return parsed.data;
}

function serverRefusal(server: string, isLoopbackAllowed: boolean): Worded | undefined {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.search !== "" || url.hash !== "")
    return worded("ContextServerWrong", { server: url ? `${url.protocol}//${url.host}${url.pathname}` : "server" });
  const kind = addressClass(url.hostname);
  if (kind === "linkLocal") return worded("ContextLinkLocal", { host: url.hostname });
  if (kind === "loopback") return isLoopbackAllowed ? undefined : worded("ContextLoopback", { host: url.hostname });
  return url.protocol === "https:" ? undefined : worded("ContextServerWrong", { server: url.origin });
}

function clusterRefusals(cluster: FileCluster, context: string, rules: ImportRules): Worded[] {
  const server = serverRefusal(cluster.server, rules.isLoopbackAllowed);
  return [
    ...(server ? [server] : []),
    ...(cluster["insecure-skip-tls-verify"] ? [worded("ContextInsecure")] : []),
    ...(cluster["certificate-authority"] && !cluster["certificate-authority-data"]
      ? [worded("ContextNamesFile", { field: "certificate-authority", context })]
      : []),
    ...(cluster["proxy-url"] ? [worded("ContextProxy")] : []),
  ];
}

/** A server as it may be shown: without what could be a secret in it. */
const shown = (server: string | undefined) => {
  if (!server || !URL.canParse(server)) return "";
  const url = new URL(server);
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, "")}`;
};

function readContext(file: KubeconfigFile, entry: NonNullable<KubeconfigFile["contexts"]>[number], rules: ImportRules): ReadContext {
  const { name: context } = entry;
  const { cluster: clusterName, user } = entry.context;
  const cluster = file.clusters?.find((each) => each.name === clusterName)?.cluster;
  const owner = file.users?.find((each) => each.name === user);
  const read = owner
    ? credentialOf(owner.user ?? {}, context)
    : { kind: "none" as const, credential: null, expiresAt: null, refusals: [worded("ContextWithoutUser", { user })] };
  const { kind, credential, expiresAt } = read;
  const isOver = expiresAt !== null && expiresAt <= rules.now;
  const refusals = [
    ...(cluster ? clusterRefusals(cluster, context, rules) : [worded("ContextWithoutCluster", { cluster: clusterName })]),
    ...read.refusals,
    ...(isOver ? [worded("ContextExpired", { at: expiresAt.toISOString().slice(0, 16).replace("T", " ") })] : []),
  ];
  const ca = cluster?.["certificate-authority-data"] ?? null;
  const access =
    refusals.length === 0 && cluster && credential
      ? ClusterAccess.safeParse({ server: cluster.server, ca, tlsServerName: cluster["tls-server-name"] ?? null, credential })
      : undefined;
  return {
    ...{ context, clusterName, user, kind, expiresAt },
    isCurrent: file["current-context"] === context,
    server: shown(cluster?.server),
    refusals: access && !access.success ? [worded("ContextServerWrong", { server: shown(cluster?.server) })] : refusals,
    access: access?.success ? access.data : null,
  };
}

/**
 * Reads the contexts of a kubeconfig. Only what leads to a cluster by itself is taken: what would run a program, read a file or
 * trust whoever answers is refused, each with its remedy. Throws `InvalidInput` for a text that is none.
 */
export function readKubeconfig(text: string, rules: ImportRules): ReadContext[] {
  const file = fileOf(text);
  const contexts = file.contexts ?? [];
  if (contexts.length === 0) throw new Fault("InvalidInput", worded("KubeconfigEmpty"));
  if (contexts.length > MAX_CONTEXTS)
    throw new Fault("InvalidInput", worded("KubeconfigTooMany", { count: contexts.length, most: MAX_CONTEXTS }));
  // Of two contexts of one name kubectl takes the last.
  const byName = new Map(contexts.map((each) => [each.name, each]));
  return [...byName.values()].map((entry) => readContext(file, entry, rules));
}
