import { type KeyObject, verify } from "node:crypto";
import { WARRANT_MEDIA_TYPE, Warrant, type WarrantEnvelope } from "@holdfast/contracts/warrant";
import { preAuthentication } from "@holdfast/domain/warrant/dsse";

/** A warrant whose signer is proven, and by which key; or why it is not. Only `warrant` may be believed. */
export type VerifiedWarrant =
  | { readonly warrant: Warrant; readonly key: KeyObject; readonly keyId: string }
  | { readonly refusal: "KeyUnknown" | "SignatureInvalid" | "Malformed" | "WrongCluster" };

/** Checks that the hub signed exactly these bytes, as a warrant, for this cluster. */
export function verifyWarrant(
  envelope: WarrantEnvelope,
  clusterId: string,
  findKey: (keyId: string) => KeyObject | undefined,
): VerifiedWarrant {
  const [known] = envelope.signatures.flatMap(({ keyid, sig }) => {
    const key = findKey(keyid);
    return key ? [{ key, keyId: keyid, sig }] : [];
  });
  if (!known) return { refusal: "KeyUnknown" };
  const payload = Buffer.from(envelope.payload, "base64").toString();
  const signed = Buffer.from(preAuthentication(WARRANT_MEDIA_TYPE, payload));
  if (!verify(null, signed, known.key, Buffer.from(known.sig, "base64"))) return { refusal: "SignatureInvalid" };
  try {
    const warrant = Warrant.parse(JSON.parse(payload));
    return warrant.clusterId === clusterId ? { warrant, key: known.key, keyId: known.keyId } : { refusal: "WrongCluster" };
  } catch {
    return { refusal: "Malformed" };
  }
}
