import { createHash } from "node:crypto";
import { ReportEnvelope, type RunStatement, STATEMENT_MEDIA_TYPE } from "@holdfast/contracts/run-report";
import { preAuthentication } from "@holdfast/domain/warrant/dsse";
import canonicalize from "canonicalize";
import { isSignedBy, type SigningKey } from "../pki/signing-key";

const toBase64 = (base64url: string) => Buffer.from(base64url, "base64url").toString("base64");
const toBase64url = (base64: string) => Buffer.from(base64, "base64").toString("base64url");

/** A statement signed. `text` is the envelope in canonical JSON, `statementHash` the SHA-256 of the statement in canonical JSON. */
export function signStatement(statement: RunStatement, key: SigningKey): { readonly text: string; readonly statementHash: string } {
  const payload = canonicalize(statement) ?? "";
  const envelope: ReportEnvelope = {
    payloadType: STATEMENT_MEDIA_TYPE,
    payload: Buffer.from(payload).toString("base64"),
    signatures: [{ keyid: key.keyId, sig: toBase64(key.sign(preAuthentication(STATEMENT_MEDIA_TYPE, payload))) }],
  };
  return { text: canonicalize(envelope) ?? "", statementHash: createHash("sha256").update(payload).digest("hex") };
}

/** The statement's text in an envelope's text, not verified. Throws when it is no envelope. */
export const payloadOf = (text: string): string => Buffer.from(ReportEnvelope.parse(JSON.parse(text)).payload, "base64").toString();

/** The id of the first of these keys (PEM by id) that has signed the envelope; null when none has. */
export function signerOf({ payloadType, payload, signatures }: ReportEnvelope, keys: ReadonlyMap<string, string>): string | null {
  const message = preAuthentication(payloadType, Buffer.from(payload, "base64").toString());
  const signed = signatures.find(({ keyid, sig }) => {
    const key = keys.get(keyid);
    return key !== undefined && isSignedBy(key, message, toBase64url(sig));
  });
  return signed?.keyid ?? null;
}
