import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const [NONCE_BYTES, TAG_BYTES] = [12, 16];

/** Enciphers bytes by AES-256-GCM under a key of 32 bytes. They open again only for the same `about`, so that nothing can stand in another's place. */
export function sealBytes(key: Uint8Array, plain: Uint8Array, about: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The bytes again; null when they were sealed under another key, about something else, or were changed. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, about: string): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]);
  } catch {
    // The tag does not fit: another key, another place, or other bytes.
    return null;
  }
}
