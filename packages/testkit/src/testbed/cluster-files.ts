import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ClusterAccess, writeKubeconfig } from "./cluster-access";
import type { ControlPlane } from "./control-plane";
import { kwokConfig } from "./kwok-config";
import { type Authority, createAuthority, writeCredentials, writeServiceAccountKeys } from "./pki";

const ADMINISTRATORS = "system:masters";

/** Certificates of the components, written where control-plane.ts names them. */
async function writePki(folder: string, authority: Authority) {
  writeCredentials(folder, "ca", authority);
  await writeServiceAccountKeys(folder);
  const server = await authority.issueServer("kube-apiserver", ["kubernetes.default.svc"], ["10.0.0.1"]);
  writeCredentials(folder, "apiserver", server);
  writeCredentials(folder, "front-proxy", await authority.issueClient("front-proxy"));
  writeCredentials(folder, "kubelet-client", await authority.issueClient("kubelet-client", [ADMINISTRATORS]));
  return writeCredentials(folder, "kwok", await authority.issueServer("kwok"));
}

/** Writes all files of a cluster below `plane.folder` and returns how to reach it as its administrator. */
export async function writeClusterFiles(name: string, plane: ControlPlane): Promise<ClusterAccess> {
  const { folder, ports, timing } = plane;
  const authority = await createAuthority(`${name}-ca`);
  const kwokCertificate = await writePki(folder, authority);
  const url = `https://127.0.0.1:${ports.apiserver}`;
  const cluster = { name, url, caPem: authority.certificatePem };

  const identity = async (user: string, groups: readonly string[]) => {
    const { certificatePem, privateKeyPem } = await authority.issueClient(user, groups);
    return { clientCertificatePem: certificatePem, clientKeyPem: privateKeyPem };
  };
  const kubeconfig = async (file: string, user: string, groups: readonly string[] = []) => {
    const who = await identity(user, groups);
    writeKubeconfig(join(folder, `${file}.kubeconfig`), cluster, user, who);
    return who;
  };
  await kubeconfig("controller-manager", "system:kube-controller-manager");
  await kubeconfig("scheduler", "system:kube-scheduler");
  await kubeconfig("kwok", "kwok", [ADMINISTRATORS]);
  const admin = await kubeconfig("admin", "admin", [ADMINISTRATORS]);

  const podLogPath = join(folder, "pod.log");
  appendFileSync(podLogPath, `${new Date().toISOString()} stdout F started\n`);
  const kwok = { port: ports.kwok, certificate: kwokCertificate, podLogPath, execFolder: folder, leaseSeconds: timing.leaseSeconds };
  writeFileSync(join(folder, "kwok.yaml"), kwokConfig(kwok));
  return { ...cluster, ...admin, kubeconfigPath: join(folder, "admin.kubeconfig"), podLogPath };
}
