import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { type ClusterAccess, writeKubeconfig } from "@holdfast/testkit/testbed/cluster-access";
import { createAuthority } from "@holdfast/testkit/testbed/pki";
import { vi } from "vitest";

const LAST_YEAR = () => new Date(Date.now() - 365 * 86_400_000);

/** Makes certificates as they were made a year ago, for a month. */
async function aYearAgo<T>(make: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ["Date"], now: LAST_YEAR() });
  try {
    return await make();
  } finally {
    vi.useRealTimers();
  }
}

/** A kubeconfig whose client certificate has expired. */
export async function writeExpiredClient(path: string, cluster: ClusterAccess): Promise<void> {
  const { certificatePem, privateKeyPem } = await aYearAgo(async () => (await createAuthority("old")).issueClient("agent"));
  writeKubeconfig(path, cluster, "agent", { clientCertificatePem: certificatePem, clientKeyPem: privateKeyPem });
}

/** A kubeconfig for an API server of which nothing but an expired certificate is ever seen. */
export async function serveExpired(path: string): Promise<Server> {
  const authority = await createAuthority("ca");
  const { certificatePem, privateKeyPem } = await aYearAgo(() => authority.issueServer("kube-apiserver"));
  const server = createServer({ cert: certificatePem, key: privateKeyPem });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const cluster = { name: "expired", url: `https://127.0.0.1:${port}`, caPem: authority.certificatePem };
  writeKubeconfig(path, cluster, "agent", { token: "none" });
  return server;
}
