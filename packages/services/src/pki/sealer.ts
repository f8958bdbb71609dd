import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { join } from "node:path";
import { readOrMake } from "./key-files";

/** Keeps secrets that must be used again, such as a password of a mail server, so that the store alone does not tell them. */
export interface Sealer {
  /** The text, enciphered. It opens again only for the same `owner`, so that a row can't borrow the secret of another. */
  seal(text: string, owner: string): string;
  /** The text again; null when it was sealed by other keys, for another owner, or was tampered with. */
  open(sealed: string, owner: string): string | null;
}

const VERSION = "v1";
const [KEY_BYTES, NONCE_BYTES, TAG_BYTES] = [32, 12, 16];

/** Seals by AES-256-GCM with the key in `<folder>/sealing.key`, made when absent. All processes of an installation share it. Throws for a key of another length. */
export function sealer(folder: string): Sealer {
  const path = join(folder, "sealing.key");
  const key = Buffer.from(readOrMake(path, () => randomBytes(KEY_BYTES).toString("base64")).trim(), "base64");
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold a key of ${KEY_BYTES} bytes in base64. Restore it from a backup.`);
  return {
    seal(text, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return `${VERSION}.${sealed.toString("base64")}`;
    },
    open(sealed, owner) {
      const [version, body = ""] = sealed.split(".");
      const bytes = Buffer.from(body, "base64");
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const cipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(owner));
      cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]).toString("utf8");
      } catch {
        // The tag does not fit: another key, another owner, or other bytes.
        return null;
      }
    },
  };
}
