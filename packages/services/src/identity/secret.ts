import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 bits behind a prefix by which scanners of leaked text know it. */
export const newSecret = (prefix: string): string => `${prefix}${randomBytes(32).toString("base64url")}`;

/** How a secret is kept: nobody who reads the store can use it. A fast hash does, because the secret is random. */
export const secretHash = (secret: string): string => createHash("sha256").update(secret).digest("hex");
