import { writeFileSync } from "node:fs";
import { request as httpsRequest } from "node:https";

/** How a test cluster is reached as its administrator. Plain values: they cross to the test workers. */
export interface ClusterAccess {
  readonly name: string;
  readonly url: string;
  readonly caPem: string;
  readonly clientCertificatePem: string;
  readonly clientKeyPem: string;
  /** A kubeconfig with everything inside it, readable by the owner alone. */
  readonly kubeconfigPath: string;
  /** The file that every pod's log is read from, as lines of `<RFC 3339> stdout F <text>`; append to it. */
  readonly podLogPath: string;
}

/** What a Kubernetes API server answered. `body` is parsed when it is JSON, else the text. */
export interface KubeAnswer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: T;
}

/** Asks the API server once, as the administrator. Never throws for a status; throws when nothing answers in 30 s. */
export type KubeRequest = <T = Record<string, unknown>>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<KubeAnswer<T>>;

/** Who asks: a client certificate, or a bearer token. */
export type Identity = { readonly clientCertificatePem: string; readonly clientKeyPem: string } | { readonly token: string };

const TIMEOUT_MS = 30_000;

function parse(text: string, type: string | undefined): unknown {
  return type?.includes("json") && text !== "" ? JSON.parse(text) : text;
}

/** Requests to the API server at `url` under one identity. A string body is sent as it is, anything else as JSON. */
export function kubeRequest(url: string, caPem: string, who: Identity): KubeRequest {
  const tls = "token" in who ? { ca: caPem } : { ca: caPem, cert: who.clientCertificatePem, key: who.clientKeyPem };
  const authorization: Record<string, string> = "token" in who ? { authorization: `Bearer ${who.token}` } : {};
  return (method, path, body, headers = {}) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
      const sent = httpsRequest(
        new URL(path, url),
        {
          ...tls,
          method,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          headers: {
            accept: "application/json",
            ...(payload === undefined ? {} : { "content-type": "application/json" }),
            ...authorization,
            ...headers,
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            // The caller names the shape that this path answers with.
            const parsed = parse(text, answer.headers["content-type"]) as never;
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: parsed });
          });
        },
      );
      sent.on("error", (cause) => reject(new Error(`${method} ${path}: ${cause.message}`, { cause })));
      sent.end(payload);
    });
}

/** Requests to a cluster as its administrator. */
export const adminRequest = (access: ClusterAccess): KubeRequest => kubeRequest(access.url, access.caPem, access);

/** Writes a kubeconfig (JSON, which every reader of YAML takes) for one identity, mode 0600. */
export function writeKubeconfig(path: string, cluster: { name: string; url: string; caPem: string }, user: string, who: Identity): void {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const credentials =
    "token" in who
      ? { token: who.token }
      : { "client-certificate-data": base64(who.clientCertificatePem), "client-key-data": base64(who.clientKeyPem) };
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: cluster.name, cluster: { server: cluster.url, "certificate-authority-data": base64(cluster.caPem) } }],
    users: [{ name: user, user: credentials }],
    contexts: [{ name: cluster.name, context: { cluster: cluster.name, user } }],
    "current-context": cluster.name,
  };
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}
