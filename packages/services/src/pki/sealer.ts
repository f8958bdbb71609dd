import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { openBytes, sealBytes } from "./aead";
import { readOrMake } from "./key-files";

/** Keeps secrets that must be used again, such as a password of a mail server, so that the store alone does not tell them. */
export interface Sealer {
  /** The text, enciphered. It opens again only for the same `owner`, so that a row can't borrow the secret of another. */
  seal(text: string, owner: string): string;
  /** The text again; null when it was sealed by other keys, for another owner, or was tampered with. */
  open(sealed: string, owner: string): string | null;
}

const VERSION = "v1";
const KEY_BYTES = 32;

/** Seals by AES-256-GCM with the key in `<folder>/sealing.key`, made when absent. All processes of an installation share it. Throws for a key of another length. */
export function sealer(folder: string): Sealer {
  const path = join(folder, "sealing.key");
  const key = Buffer.from(readOrMake(path, () => randomBytes(KEY_BYTES).toString("base64")).trim(), "base64");
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes in base64. Restore it from a backup.`);
  return {
    seal: (text, owner) => `${VERSION}.${sealBytes(key, Buffer.from(text), owner).toString("base64")}`,
    open(sealed, owner) {
      const [version, body = ""] = sealed.split(".");
      return version === VERSION ? (openBytes(key, Buffer.from(body, "base64"), owner)?.toString("utf8") ?? null) : null;
    },
  };
}
