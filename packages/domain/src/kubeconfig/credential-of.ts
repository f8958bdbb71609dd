import { X509Certificate } from "node:crypto";
import type { ClusterCredential } from "@holdfast/contracts/cluster-access";
import type { CredentialKind } from "@holdfast/contracts/cluster-import";
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { FileUser } from "./kubeconfig-file";

/** How a user of a kubeconfig proves itself, until when, and what is wrong with it. */
export interface ReadCredential {
  readonly kind: CredentialKind;
  readonly credential: ClusterCredential | null;
  readonly expiresAt: Date | null;
  readonly refusals: readonly Worded[];
}

/** When a JSON web token ends; null for a token that is none or does not say. */
function tokenEnd(token: string): Date | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
    const seconds = (claims as { exp?: unknown } | null)?.exp;
    return typeof seconds === "number" && Math.abs(seconds) < 8.64e12 ? new Date(seconds * 1000) : null;
  } catch {
    return null;
  }
}

function certificateEnd(base64: string): Date | undefined {
  try {
    return new Date(new X509Certificate(Buffer.from(base64, "base64")).validTo);
  } catch {
    return undefined;
  }
}

const refused = (kind: CredentialKind, refusals: readonly Worded[]): ReadCredential => ({
  kind,
  credential: null,
  expiresAt: null,
  refusals,
});

function foreign(user: FileUser, context: string): ReadCredential | undefined {
  if (user.exec) return refused("exec", [worded("ContextRunsProgram", { program: user.exec.command ?? "exec" })]);
  const provider = user["auth-provider"];
  if (provider) return refused("authProvider", [worded("ContextAuthProvider", { provider: provider.name ?? "auth-provider" })]);
  const files = (["client-certificate", "client-key", "tokenFile"] as const).filter((field) => user[field]);
  if (files.length > 0) {
    const kind = files.includes("tokenFile") ? "token" : "clientCertificate";
    return refused(
      kind,
      files.map((field) => worded("ContextNamesFile", { field, context })),
    );
  }
  const as = (["as", "as-uid", "as-groups"] as const).find((field) => user[field]?.length);
  return as && refused("none", [worded("ContextImpersonates", { field: as })]);
}

/** Reads what a user of a kubeconfig proves itself with. What would run a program or read a file is refused. */
export function credentialOf(user: FileUser, context: string): ReadCredential {
  const other = foreign(user, context);
  if (other) return other;
  const { token, username, password, "client-certificate-data": certificate, "client-key-data": key } = user;
  if (certificate && key) {
    const expiresAt = certificateEnd(certificate);
    if (!expiresAt) return refused("clientCertificate", [worded("ContextCertificateWrong")]);
    return { kind: "clientCertificate", credential: { kind: "clientCertificate", certificate, key }, expiresAt, refusals: [] };
  }
  if (token) return { kind: "token", credential: { kind: "token", token }, expiresAt: tokenEnd(token), refusals: [] };
  if (username && password) return { kind: "basic", credential: { kind: "basic", username, password }, expiresAt: null, refusals: [] };
  return refused("none", [worded("ContextNoCredential")]);
}
