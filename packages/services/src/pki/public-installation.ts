import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What every process of an installation may know: no secret. Hubs write it, consoles read it. */
export const PublicInstallation = z.object({
  trustDomain: z.string(),
  caPin: z.string().length(64),
  caCertificatePem: z.string(),
  enrolmentUrl: z.url(),
  /** Public keys (PEM) of audit checkpoints by key id. */
  auditKeys: z.record(z.string(), z.string()),
  /** Public keys (PEM) of the reports of runs by key id; absent while only hubs of an older release have run. */
  reportKeys: z.record(z.string(), z.string()).optional(),
  /** With which consoles seal the credentials of clusters; absent while only hubs of an older release have run. */
  sealingKeyPem: z.string().optional(),
  /** Whether a kubeconfig that is imported may name the hub's own machine. */
  isImportLoopbackAllowed: z.boolean().optional(),
});
export type PublicInstallation = z.infer<typeof PublicInstallation>;

const fileIn = (dataFolder: string) => join(dataFolder, "installation.json");

/** Writes the file whole. */
export function writePublicInstallation(dataFolder: string, installation: PublicInstallation): void {
  const draft = `${fileIn(dataFolder)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(installation, null, 2)}\n`);
  renameSync(draft, fileIn(dataFolder));
}

/** Reads the file. Throws with a remedy when no hub has written it yet. */
export function readPublicInstallation(dataFolder: string): PublicInstallation {
  let text: string;
  try {
    text = readFileSync(fileIn(dataFolder), "utf8");
  } catch (cause) {
    throw new Error(`${fileIn(dataFolder)} is not there. Start a hub with the same HOLDFAST_DATA first: it writes it.`, { cause });
  }
  return PublicInstallation.parse(JSON.parse(text));
}
