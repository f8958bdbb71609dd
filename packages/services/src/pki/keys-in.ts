import { createPublicKey } from "node:crypto";
import { keyIdOf } from "./signing-key";

/** Every public key (PEM) of a text by its id; an export holds all that were ever used. Throws, naming `where`, when there is none. */
export function keysIn(text: string, where: string): Map<string, string> {
  const blocks = text.match(/-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----/g);
  if (!blocks) throw new Error(`${where}: there is no public key (PEM) in this file`);
  return new Map(
    blocks.map((pem) => {
      const key = createPublicKey(pem);
      return [keyIdOf(key), key.export({ type: "spki", format: "pem" }).toString()];
    }),
  );
}
