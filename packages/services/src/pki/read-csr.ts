import "reflect-metadata";
import { createHash, webcrypto } from "node:crypto";
import { Fault } from "@holdfast/contracts/fault";
import * as x509 from "@peculiar/x509";

// Node's WebCrypto is the standard one; the types of the two differ where the DOM's are loaded as well.
x509.cryptoProvider.set(webcrypto as never);

/** A certificate signing request that proved possession of its key. */
export interface ProvenRequest {
  readonly publicKey: webcrypto.CryptoKey;
  readonly publicKeyPem: string;
  /** SHA-256 of the public key's DER, in hex. */
  readonly keyFingerprint: string;
  /** The URIs that it asks for. They decide nothing; a wrong one is a reason to refuse. */
  readonly requestedUris: readonly string[];
}

/** Reads a PKCS#10 request and checks its signature. Throws `InvalidInput` for anything but a sound P-256 request. */
export async function readCsr(csrPem: string): Promise<ProvenRequest> {
  try {
    const request = new x509.Pkcs10CertificateRequest(csrPem);
    const algorithm = request.publicKey.algorithm as webcrypto.EcKeyAlgorithm;
    if (algorithm.name !== "ECDSA" || algorithm.namedCurve !== "P-256") throw new TypeError("not a P-256 key");
    if (!(await request.verify())) throw new TypeError("the signature is not that of the key");
    const extension = request.extensions.find((each) => each instanceof x509.SubjectAlternativeNameExtension);
    const names = extension?.names.items ?? [];
    return {
      publicKey: await request.publicKey.export(),
      publicKeyPem: request.publicKey.toString("pem"),
      keyFingerprint: createHash("sha256").update(new Uint8Array(request.publicKey.rawData)).digest("hex"),
      requestedUris: names.filter((name) => name.type === "url").map((name) => name.value),
    };
  } catch (cause) {
    throw new Fault("InvalidInput", "The certificate signing request must be a PKCS#10 request of a P-256 key, signed with that key.", {
      cause,
    });
  }
}
