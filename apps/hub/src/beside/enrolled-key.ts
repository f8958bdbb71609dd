import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readCsr } from "@holdfast/services/pki/read-csr";
import { z } from "zod";

const AgentFile = z.object({ key: z.object({ csrPem: z.string() }) });

/** The fingerprint of the key that the agent of this folder enrolled with; null where none has. */
export async function enrolledKey(folder: string): Promise<string | null> {
  try {
    const { key } = AgentFile.parse(JSON.parse(await readFile(join(folder, "agent.json"), "utf8")));
    return (await readCsr(key.csrPem)).keyFingerprint;
  } catch {
    // No file, or one that is not whole: the agent enrols anew.
    return null;
  }
}
