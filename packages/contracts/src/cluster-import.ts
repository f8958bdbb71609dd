import { z } from "zod";
import { ClusterView, RegisterCluster } from "./cluster";
import { MOST_EDITABLE, NEVER_EDITABLE, RESOURCE_KEY } from "./editable-resource";
import { ClusterId, DnsLabel } from "./ids";
import { pageOf } from "./page";
import { Phrase } from "./phrase";

/** The largest kubeconfig that is read, in characters, and the most contexts of one that are imported at once. */
export const MAX_KUBECONFIG = 200_000;
export const MAX_CONTEXTS = 100;

/** A kubeconfig as somebody pasted it: a secret. */
export const KubeconfigText = z
  .string()
  .min(1, "paste a kubeconfig or choose a file")
  .max(
    MAX_KUBECONFIG,
    `a kubeconfig may have ${MAX_KUBECONFIG} characters. Take the contexts that you need: kubectl config view --minify --flatten --context <name>`,
  );

const ContextName = z.string().min(1).max(512);

/** A text of the server with its phrase. */
const Told = z.object({ message: z.string(), phrase: Phrase.optional() });

/** How the account of a context proves itself. `none` and the refused ones are never imported. */
export const CredentialKind = z.enum(["clientCertificate", "token", "basic", "exec", "authProvider", "none"]);
export type CredentialKind = z.infer<typeof CredentialKind>;

/** One context as it was read; nothing was asked of anybody yet. `name` is a proposal. */
export const ContextView = z.object({
  context: z.string(),
  server: z.string(),
  credentialKind: CredentialKind,
  user: z.string(),
  /** When the client certificate or the token ends; null when it doesn't say. */
  expiresAt: z.date().nullable(),
  /** What keeps it from being imported, with the remedy; empty: nothing. */
  refusals: z.array(Told),
  name: z.string(),
  isCurrent: z.boolean(),
});
export type ContextView = z.infer<typeof ContextView>;

/** A kubeconfig to read. */
export const ReadKubeconfig = z.strictObject({ kubeconfig: KubeconfigText });
/** Its contexts, in the order of the file, and the names that clusters have already. */
export const KubeconfigView = z.object({ contexts: z.array(ContextView), takenNames: z.array(z.string()) });
export type KubeconfigView = z.infer<typeof KubeconfigView>;

/** The context whose cluster a hub is to look at. */
export const ProbeContext = z.strictObject({ kubeconfig: KubeconfigText, context: ContextName });
export type ProbeContext = z.infer<typeof ProbeContext>;

/** What the process that would run the agent found. `managedAs`: this very cluster is in the fleet already; its name, when the asker may see it. */
export const ContextProbe = z.discriminatedUnion("isReachable", [
  z.object({
    isReachable: z.literal(true),
    clusterUid: z.string(),
    kubernetesVersion: z.string(),
    missing: z.array(z.string()),
    managedAs: z.object({ name: DnsLabel.nullable() }).nullable(),
  }),
  z.object({ isReachable: z.literal(false), reason: z.string() }),
]);
export type ContextProbe = z.infer<typeof ContextProbe>;

/** What an agent beside the hub may do for people beside the inventory. Who of them may is for their grants to say. */
export const AgentRights = z.strictObject({
  /** Show the logs of containers. */
  logs: z.boolean(),
  /** Change objects of these resources, as `deployments.apps`. */
  edit: z
    .array(
      z
        .string()
        .max(253)
        .regex(RESOURCE_KEY, "write it like deployments.apps or services: plural, dot, group")
        .refine((key) => !NEVER_EDITABLE.test(key), "Secrets, rights and admission policies are never edited by this way"),
    )
    .max(MOST_EDITABLE, `at most ${MOST_EDITABLE} resources`),
  /** Start programs in containers, for terminals. */
  exec: z.boolean(),
});
export type AgentRights = z.infer<typeof AgentRights>;

/** The contexts to bring in, each as the cluster that it becomes. Pressed again with the same id it is the same import. */
export const StartImport = z.strictObject({
  importId: z.uuid(),
  kubeconfig: KubeconfigText,
  clusters: z
    .array(z.strictObject({ context: ContextName, cluster: RegisterCluster, rights: AgentRights.optional() }))
    .min(1, "choose at least one context")
    .max(MAX_CONTEXTS, `at most ${MAX_CONTEXTS} contexts at once`),
});
export type StartImport = z.infer<typeof StartImport>;

/** How an agent beside the hub stands. `failing`: it ended and is started again; `stopped`: not started again until somebody says so. */
export const HostedState = z.enum(["waiting", "starting", "running", "failing", "stopped"]);
export type HostedState = z.infer<typeof HostedState>;

/** An agent that runs beside the hub, as the agent tab shows it. Never its credential. */
export const HostedAgentView = z.object({
  state: HostedState,
  hubId: z.string().nullable(),
  since: z.date(),
  failures: z.number().int(),
  lastExitAt: z.date().nullable(),
  lastExitReason: z.string().nullable(),
  server: z.string(),
  context: z.string(),
  credentialKind: CredentialKind,
  credentialExpiresAt: z.date().nullable(),
  givenByName: z.string(),
  givenAt: z.date(),
  rights: AgentRights,
});
export type HostedAgentView = z.infer<typeof HostedAgentView>;

/** One context of an import and what became of it: refused with the reason, or a cluster with its agent. */
export const ImportItemView = z.object({
  context: z.string(),
  server: z.string(),
  name: z.string(),
  refusal: Told.nullable(),
  cluster: ClusterView.nullable(),
  agent: HostedAgentView.pick({ state: true, failures: true, lastExitReason: true, since: true }).nullable(),
});
export type ImportItemView = z.infer<typeof ImportItemView>;

/** One import whole. */
export const ImportView = z.object({
  id: z.uuid(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  items: z.array(ImportItemView),
});
export type ImportView = z.infer<typeof ImportView>;

/** One import in the list of them. */
export const ImportListRow = z.object({
  id: z.uuid(),
  requestedByName: z.string(),
  requestedAt: z.date(),
  total: z.number().int(),
  refused: z.number().int(),
  connected: z.number().int(),
});
export type ImportListRow = z.infer<typeof ImportListRow>;

/** A page of the imports. */
export const ImportPage = pageOf(ImportListRow);
export type ImportPage = z.infer<typeof ImportPage>;

/** Gives an agent beside the hub another credential for the same cluster, or a cluster whose agent is gone its first. */
export const GiveCredential = z.strictObject({ clusterId: ClusterId, kubeconfig: KubeconfigText, context: ContextName });
export type GiveCredential = z.infer<typeof GiveCredential>;

/** Says anew what the agent beside the hub may do for people. */
export const SetAgentRights = z.strictObject({ clusterId: ClusterId, rights: AgentRights });
export type SetAgentRights = z.infer<typeof SetAgentRights>;
