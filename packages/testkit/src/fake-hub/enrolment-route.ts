import { createPublicKey, randomUUID, verify } from "node:crypto";
import { EnrolAgent, type Enrolled, ReattestAgent, type ReattestChallenge, reattestMessage } from "@holdfast/contracts/enrolment";
import { Fault } from "@holdfast/contracts/fault";
import { readCsr } from "@holdfast/services/pki/read-csr";
import type { FakeCluster } from "./fake-cluster";

export interface EnrolmentPorts {
  readonly cluster: (id: string) => FakeCluster | undefined;
  readonly enrolled: (cluster: FakeCluster, csrPem: string) => Promise<Enrolled>;
}

/** The three calls of an enrolment door, by the rules of the product's own. */
export function enrolmentRoute({ cluster, enrolled }: EnrolmentPorts) {
  const nonces = new Set<string>();
  async function enrol(input: EnrolAgent): Promise<Enrolled> {
    const found = cluster(input.clusterId);
    const token = found?.tokens.get(input.token);
    if (!found || !token) throw new Fault("TokenInvalid", "This enrolment token is not known.");
    if (token.isUsed) throw new Fault("TokenUsed", "This enrolment token was used already.");
    if (token.isExpired) throw new Fault("TokenExpired", "This enrolment token is older than ten minutes.");
    token.isUsed = true;
    found.keyFingerprint = (await readCsr(input.csrPem)).keyFingerprint;
    found.isRevoked = false;
    return enrolled(found, input.csrPem);
  }
  async function reattest(input: ReattestAgent): Promise<Enrolled> {
    const found = cluster(input.clusterId);
    if (!nonces.delete(input.nonce)) throw new Fault("TokenExpired", "This challenge is not known.");
    const csr = await readCsr(input.csrPem);
    if (!found || csr.keyFingerprint !== found.keyFingerprint) throw new Fault("IdentityMismatch", "This key is not the enrolled one.");
    const message = Buffer.from(reattestMessage(input.nonce, input.clusterId, input.csrPem));
    if (!verify("sha256", message, createPublicKey(csr.publicKeyPem), Buffer.from(input.signature, "base64")))
      throw new Fault("IdentityMismatch", "The challenge was not signed with the enrolled key.");
    if (found.isRevoked) throw new Fault("IdentityRevoked", "This identity was revoked. Enrol again with a new token.");
    found.reattestations++;
    return enrolled(found, input.csrPem);
  }
  function challenge(): ReattestChallenge {
    const nonce = randomUUID();
    nonces.add(nonce);
    return { nonce, expiresAt: new Date(Date.now() + 60_000).toISOString() };
  }
  return async (path: string, body: unknown): Promise<object> => {
    if (path === "/v1/enrol") return enrol(EnrolAgent.parse(body));
    if (path === "/v1/reattest/challenge") return challenge();
    if (path === "/v1/reattest") return reattest(ReattestAgent.parse(body));
    throw new Fault("NotFound", "There is nothing here.");
  };
}
