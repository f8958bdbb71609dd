import { WARRANT_MEDIA_TYPE, type WarrantEnvelope } from "@holdfast/contracts/warrant";
import { preAuthentication } from "@holdfast/domain/warrant/dsse";
import type { SigningKey } from "../pki/signing-key";

/** A warrant signed by the key that agents know the hub's orders by; its type is under the signature, so it passes for no order. */
export const signWarrant = (key: SigningKey, payload: string): WarrantEnvelope => ({
  payloadType: WARRANT_MEDIA_TYPE,
  payload: Buffer.from(payload).toString("base64"),
  signatures: [{ keyid: key.keyId, sig: key.sign(preAuthentication(WARRANT_MEDIA_TYPE, payload)) }],
});
