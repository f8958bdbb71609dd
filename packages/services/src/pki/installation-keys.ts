import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { type CertificateAuthority, certificateAuthority } from "./certificate-authority";
import { readOrMake } from "./key-files";
import { type SealingKey, sealingKey } from "./sealing-key";
import { type SigningKey, signingKey } from "./signing-key";

/** The keys of an installation. All hubs share one folder; the console needs only `signInSecret` and public halves. */
export interface InstallationKeys {
  readonly authority: CertificateAuthority;
  readonly commands: SigningKey;
  readonly audit: SigningKey;
  /** Signs the reports of runs. */
  readonly reports: SigningKey;
  /** Opens the credentials of clusters whose agent runs beside a hub. */
  readonly credentials: SealingKey;
}

/** The keys below a folder, made when absent. */
export async function installationKeys(folder: string, trustDomain: string, now: Date): Promise<InstallationKeys> {
  return {
    authority: await certificateAuthority(folder, trustDomain, now),
    commands: signingKey(join(folder, "command-signing.pem")),
    audit: signingKey(join(folder, "audit-checkpoint.pem")),
    reports: signingKey(join(folder, "report-signing.pem")),
    credentials: sealingKey(join(folder, "cluster-credentials.pem")),
  };
}

/** The key that recordings of terminals are enciphered with: 32 bytes, made when absent. Whoever loses it has lost them. */
export const recordingKey = (folder: string): Buffer =>
  Buffer.from(readOrMake(join(folder, "recording.key"), () => randomBytes(32).toString("base64url")).trim(), "base64url");

/** The secret that signs session cookies, made when absent. */
export const signInSecret = (folder: string): string =>
  readOrMake(join(folder, "sign-in.secret"), () => randomBytes(48).toString("base64url")).trim();
