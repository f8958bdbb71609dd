import { Enrolled, ReattestChallenge } from "@holdfast/contracts/enrolment";
import { callDoor, DoorError } from "./door";
import type { Candidate, Identity } from "./identity-store";
import { signNonce } from "./key";

/** Comes back after an absence longer than the certificate: proves the enrolled key on a fresh nonce. Throws a DoorError. */
export async function reattest({ enrolment, key }: Candidate): Promise<Identity> {
  const { clusterId, hubUrl } = enrolment;
  const { nonce } = await callDoor(hubUrl, enrolment, "/v1/reattest/challenge", { clusterId }, ReattestChallenge);
  const body = { clusterId, nonce, csrPem: key.csrPem, signature: signNonce(key, nonce, clusterId) };
  const enrolled = await callDoor(hubUrl, enrolment, "/v1/reattest", body, Enrolled);
  if (enrolled.trustDomain !== enrolment.trustDomain)
    throw new DoorError("the hub gave an identity of another trust domain", { isTransient: false });
  return enrolled;
}
