import { createHmac, randomBytes } from "node:crypto";
import { SIGNING_SECRET_PREFIX } from "@holdfast/contracts/notification";

/** A new signing secret. */
export const newSigningSecret = (): string => `${SIGNING_SECRET_PREFIX}${randomBytes(32).toString("base64")}`;

/**
 * The headers by which a receiver knows that a message is ours and new (Standard Webhooks 1.0): HMAC-SHA256 with the secret's bytes over
 * `id.timestamp.body`.
 */
export function signatureHeaders(secret: string, id: string, now: Date, body: string): Record<string, string> {
  const key = Buffer.from(secret.slice(SIGNING_SECRET_PREFIX.length), "base64");
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
