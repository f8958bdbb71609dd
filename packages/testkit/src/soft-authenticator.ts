import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/** What a test makes otherwise than a device would. */
export interface Quirks {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly isUserVerified?: boolean;
  readonly counter?: number;
}

interface Question {
  readonly challenge?: unknown;
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest();

/** An authenticator in software: one passkey (ES256), its holder verified at each use unless a test says otherwise. */
export class SoftAuthenticator {
  readonly #id = randomBytes(16);
  readonly #key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  counter = 0;

  constructor(
    private readonly rpId: string,
    private readonly origin: string,
  ) {}

  #authData(quirks: Quirks, attested: Uint8Array): Buffer {
    const flags = 0x01 | (quirks.isUserVerified === false ? 0 : 0x04) | (attested.length > 0 ? 0x40 : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(quirks.counter ?? this.counter);
    return Buffer.concat([sha256(quirks.rpId ?? this.rpId), Buffer.from([flags]), counter, attested]);
  }

  #clientData(type: string, question: Question, quirks: Quirks): Buffer {
    const challenge = quirks.challenge ?? String(question.challenge);
    return Buffer.from(JSON.stringify({ type, challenge, origin: quirks.origin ?? this.origin, crossOrigin: false }));
  }

  #answer<R extends object>(response: R) {
    const id = base64url(this.#id);
    return { id, rawId: id, type: "public-key" as const, clientExtensionResults: {}, response };
  }

  /** Makes the passkey. */
  make(question: Question, quirks: Quirks = {}) {
    const { x = "", y = "" } = this.#key.publicKey.export({ format: "jwk" });
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, "base64url"))],
        [-3, new Uint8Array(Buffer.from(y, "base64url"))],
      ]),
    );
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const authData = this.#authData(quirks, Buffer.concat([Buffer.alloc(16), length, this.#id, cose]));
    const attestation = isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, never>>([
        ["fmt", "none"],
        ["attStmt", new Map<string, never>()],
        ["authData", new Uint8Array(authData)],
      ]),
    );
    return this.#answer({
      clientDataJSON: base64url(this.#clientData("webauthn.create", question, quirks)),
      attestationObject: base64url(attestation),
      transports: ["internal"],
    });
  }

  /** Proves that its holder has the passkey. */
  prove(question: Question, quirks: Quirks = {}) {
    this.counter += 1;
    const clientData = this.#clientData("webauthn.get", question, quirks);
    const authData = this.#authData(quirks, new Uint8Array());
    const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), this.#key.privateKey);
    return this.#answer({
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authData),
      signature: base64url(signature),
    });
  }
}
