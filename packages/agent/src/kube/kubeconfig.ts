import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { GivenAccess } from "@holdfast/contracts/cluster-access";
import type { KubeConfig } from "@kubernetes/client-node";
import { messageOf, Problem } from "../problem";

/** Where the cluster is described: in a file, by whoever started this process, or by the pod that it runs in. */
export interface WhereIsCluster {
  /** Given by the hub that this agent runs beside; nothing of it is on disk. */
  readonly given?: GivenAccess | undefined;
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

const IN_CLUSTER = "give --kubeconfig <file>, or run the agent as a pod with a service account (holdfast-agent manifest)";

async function readConfigFile(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new Problem(`The kubeconfig ${file} cannot be read: ${messageOf(cause)}`, "Check the path and that this account may read it.");
  }
}

function chooseContext(config: KubeConfig, file: string, wanted: string | undefined): void {
  const known = config.getContexts().map((each) => each.name);
  const choice = known.length > 0 ? `Its contexts are: ${known.join(", ")}.` : "It has no contexts.";
  const context = wanted ?? config.getCurrentContext();
  if (!context) throw new Problem(`The kubeconfig ${file} names no current context.`, `Give --context <name>. ${choice}`);
  if (!known.includes(context)) throw new Problem(`The kubeconfig ${file} has no context ${context}.`, `Give --context <name>. ${choice}`);
  config.setCurrentContext(context);
  if (!config.getCurrentCluster())
    throw new Problem(`The context ${context} of ${file} names a cluster that the file does not have.`, "Mend the kubeconfig's clusters.");
  if (!config.getCurrentUser())
    throw new Problem(`The context ${context} of ${file} names a user that the file does not have.`, "Mend the kubeconfig's users.");
}

function checkServer(config: KubeConfig, file: string): void {
  const cluster = config.getCurrentCluster();
  const server = URL.canParse(cluster?.server ?? "") ? new URL(cluster?.server ?? "") : undefined;
  if (!cluster || !server || !/^https?:$/.test(server.protocol))
    throw new Problem(`The server of the chosen cluster in ${file} is no http or https URL.`, "Mend clusters[].cluster.server.");
  if (server.protocol === "https:") return;
  if (!["127.0.0.1", "[::1]", "localhost"].includes(server.hostname))
    throw new Problem(
      `The kubeconfig ${file} reaches ${server.host} without TLS.`,
      "Use https: credentials may not cross a network in the clear.",
    );
  // There is no certificate to skip, but client-node refuses plain HTTP unless it is told so.
  Object.assign(cluster, { skipTLSVerify: true });
}

/** Fills the configuration with one cluster and one user. */
function takeGiven(config: KubeConfig, { access }: GivenAccess): void {
  const { server, ca, tlsServerName, credential } = access;
  const name = "given";
  config.loadFromOptions({
    clusters: [{ name, server, skipTLSVerify: false, ...(ca ? { caData: ca } : {}), ...(tlsServerName ? { tlsServerName } : {}) }],
    users: [
      {
        name,
        ...(credential.kind === "clientCertificate" ? { certData: credential.certificate, keyData: credential.key } : {}),
        ...(credential.kind === "token" ? { token: credential.token } : {}),
        ...(credential.kind === "basic" ? { username: credential.username, password: credential.password } : {}),
      },
    ],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
}

async function checkClientCertificate(config: KubeConfig, file: string): Promise<void> {
  const user = config.getCurrentUser();
  const pem = user?.certFile ? await readFile(user.certFile) : user?.certData ? Buffer.from(user.certData, "base64") : undefined;
  if (!pem) return;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (cause) {
    throw new Problem(`The client certificate in ${file} cannot be read: ${messageOf(cause)}`, "Export the kubeconfig again.");
  }
  if (Date.parse(certificate.validTo) < Date.now())
    throw new Problem(
      `The client certificate in ${file} expired on ${certificate.validTo}.`,
      "Renew it, or use another context or a token.",
    );
}

/**
 * Reads a kubeconfig (exec plugins, OIDC and tokens included) or the pod's own service account. client-node is loaded only
 * here, for it is the largest part of the program. Throws a Problem that names what is wrong with the file.
 */
export async function loadKubeConfig(where: WhereIsCluster): Promise<KubeConfig> {
  const { emptyKubeConfig } = await import("./empty-kube-config");
  const config = emptyKubeConfig();
  const { kubeconfig: file, given } = where;
  if (given) {
    takeGiven(config, given);
    checkServer(config, "that was given");
    await checkClientCertificate(config, "the kubeconfig that was given");
    return config;
  }
  if (file === undefined) {
    try {
      config.loadFromCluster();
      if (!config.getCurrentCluster()?.server.includes("undefined")) return config;
    } catch (cause) {
      throw new Problem(`The pod's service account cannot be read: ${messageOf(cause)}`, IN_CLUSTER);
    }
    throw new Problem("No cluster is given, and this process does not run in one.", IN_CLUSTER);
  }
  const text = await readConfigFile(file);
  try {
    config.loadFromString(text);
    config.makePathsAbsolute(dirname(file));
  } catch (cause) {
    // The parser quotes the file below its first line, and what it quotes may be a token.
    throw new Problem(
      `The kubeconfig ${file} is malformed: ${messageOf(cause).split("\n")[0]}`,
      "Check it with: kubectl config view --kubeconfig <file>",
    );
  }
  chooseContext(config, file, where.context);
  checkServer(config, file);
  await checkClientCertificate(config, file);
  return config;
}
