import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority, writeCredentials } from "./pki";

/** The two ends of an API server's audit log: what the server is started with, and what the receiver is. */
export interface AuditWebhook {
  readonly apiserverArguments: readonly string[];
  readonly receiver: { readonly certificatePath: string; readonly keyPath: string; readonly tokenPath: string };
}

/** Writes what an API server needs to send its audit log, by this policy, to a receiver on loopback. */
export async function auditWebhook(folder: string, port: number, policyYaml: string): Promise<AuditWebhook> {
  const authority = await createAuthority("audit-ca");
  const { crt, key } = writeCredentials(folder, "audit", await authority.issueServer("audit"));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const token = "a-token-of-the-test-bed-that-is-long-enough";
  const ca = Buffer.from(authority.certificatePem).toString("base64");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "agent", cluster: { server: `https://127.0.0.1:${port}/audit`, "certificate-authority-data": ca } }],
    users: [{ name: "apiserver", user: { token } }],
    contexts: [{ name: "agent", context: { cluster: "agent", user: "apiserver" } }],
    "current-context": "agent",
  };
  return {
    apiserverArguments: [
      `--audit-policy-file=${file("audit-policy.yaml", policyYaml)}`,
      `--audit-webhook-config-file=${file("audit-webhook.json", JSON.stringify(config))}`,
      "--audit-webhook-batch-max-wait=1s",
    ],
    receiver: { certificatePath: crt, keyPath: key, tokenPath: file("audit.token", `${token}\n`) },
  };
}
