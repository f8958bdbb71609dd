import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type VendorCrd, vendorCrd } from "../vendor-crds/vendor-crd";
import { adminRequest, type ClusterAccess, type KubeRequest } from "./cluster-access";
import { freePorts } from "./free-ports";
import { hostServer } from "./host-server";
import { installCrds } from "./install-crds";
import { type Authority, createAuthority } from "./pki";
import { programPath } from "./program-paths";
import { createNamespace } from "./service-account";
import { supervise } from "./supervise";

const NAMESPACE = "gatekeeper-system";
const POD_STATUSES = ["constraint", "constrainttemplate", "config", "connection", "provider", "expansiontemplate", "mutator"];

const definitions = (): VendorCrd[] =>
  [
    ...["constrainttemplates.templates", "configs.config", "syncsets.syncset", "connections.connection", "providers.externaldata"],
    ...["expansiontemplate.expansion", ...POD_STATUSES.map((kind) => `${kind}podstatuses.status`)],
  ].map((name) => vendorCrd(`${name}.gatekeeper.sh`));

const webhook = (url: string, { certificatePem }: Authority) => ({
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingWebhookConfiguration",
  metadata: { name: "gatekeeper-validating-webhook-configuration" },
  webhooks: [
    {
      name: "validation.gatekeeper.sh",
      admissionReviewVersions: ["v1"],
      clientConfig: { url: `${url}/v1/admit`, caBundle: Buffer.from(certificatePem).toString("base64") },
      // As its makers ship it, but that nothing passes unseen.
      failurePolicy: "Fail",
      matchPolicy: "Exact",
      namespaceSelector: {
        matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: [NAMESPACE, "kube-system"] }],
      },
      rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["*"] }],
      sideEffects: "None",
      timeoutSeconds: 10,
    },
  ],
});

async function prepare(request: KubeRequest): Promise<void> {
  await Promise.all([createNamespace(request, NAMESPACE), installCrds(request, definitions())]);
}

/** Starts a real Gatekeeper beside a cluster, on loopback, with its kinds and its webhook, which sees everything but the system's namespaces. */
export async function startGatekeeper(cluster: ClusterAccess): Promise<{ stop(): Promise<void> }> {
  const command = programPath("gatekeeper", "gatekeeper");
  const request = adminRequest(cluster);
  await prepare(request);
  const [port = 0, health = 0, prometheus = 0] = await freePorts(3);
  const bed = supervise("gatekeeper");
  const authority = await createAuthority("gatekeeper");
  const { certificatePem, privateKeyPem } = await authority.issueServer("gatekeeper", ["localhost"], ["127.0.0.1"]);
  const certificates = join(bed.folder, "certificates");
  mkdirSync(certificates);
  writeFileSync(join(certificates, "tls.crt"), certificatePem);
  writeFileSync(join(certificates, "tls.key"), privateKeyPem);
  writeFileSync(join(certificates, "ca.crt"), authority.certificatePem);
  const args = [
    ...["--host=127.0.0.1", `--port=${port}`, `--cert-dir=${certificates}`, "--disable-cert-rotation", "--debug-use-fake-pod"],
    ...["webhook", "status", "audit", "generate"].map((operation) => `--operation=${operation}`),
    ...[`--health-addr=127.0.0.1:${health}`, `--prometheus-port=${prometheus}`, "--audit-interval=10", "--log-level=WARNING"],
  ];
  const env = { KUBECONFIG: cluster.kubeconfigPath, POD_NAMESPACE: NAMESPACE, POD_NAME: "no-pod" };
  const server = await hostServer(bed, {
    program: { name: "gatekeeper", command, args, env },
    url: `https://127.0.0.1:${port}`,
    readyUrl: `http://127.0.0.1:${health}/readyz`,
  });
  const path = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";
  const { status, body } = await request("POST", path, webhook(server.url, authority));
  if (status === 201) return server;
  await server.stop();
  throw new Error(`Gatekeeper's webhook was refused: ${JSON.stringify(body)}`);
}
