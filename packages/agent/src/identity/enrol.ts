import { Enrolled } from "@holdfast/contracts/enrolment";
import type { FaultCode } from "@holdfast/contracts/fault";
import { Problem } from "../problem";
import { callDoor, DoorError } from "./door";
import { pinHub } from "./hub-identity";
import type { Candidate, Identity, IdentityStore } from "./identity-store";
import { makeKey } from "./key";
import { reattest } from "./reattest";

/** What a first start is given, and what it found out about its cluster. */
export interface EnrolRequest {
  readonly hubUrl: string;
  readonly clusterId: string;
  readonly token: string;
  readonly tokenHash: string;
  readonly caPin: string;
  readonly clusterUid: string;
  readonly kubernetesVersion: string;
  readonly agentVersion: string;
}

const NEW_COMMAND = "Make a new command in the console (Clusters, this cluster, Agent): its token works once, for ten minutes.";
const remedies: Partial<Record<FaultCode, string>> = {
  TokenInvalid: NEW_COMMAND,
  TokenExpired: NEW_COMMAND,
  TokenUsed: NEW_COMMAND,
  IdentityMismatch:
    "This token is for another cluster, or this cluster is enrolled under another name. Check --cluster and the kubeconfig's context.",
  AlreadyExists: "Remove the other cluster in the console first, or choose another context of the kubeconfig.",
  IdentityRevoked: "An administrator revoked this agent. Ask for a new token.",
  InvalidInput: "Check --cluster and --token, and that agent and hub are of the same release.",
};

/** Checks that the hub's answer is for the hub that was pinned, before it is kept. */
function checked(enrolled: Enrolled, trustDomain: string): Identity {
  if (enrolled.trustDomain === trustDomain) return enrolled;
  throw new Problem(
    `The hub says that its trust domain is ${enrolled.trustDomain}, but its certificate says ${trustDomain}.`,
    "Check the hub's configuration.",
  );
}

/** The hub's answer may have been lost after the token counted as used: then the key proves whom it was for. */
async function claim(candidate: Candidate, cause: DoorError): Promise<Identity> {
  const identity = cause.code === "TokenUsed" ? await reattest(candidate).catch(() => undefined) : undefined;
  if (identity) return identity;
  throw new Problem(`The hub refused to enrol this agent: ${cause.message}`, remedies[cause.code ?? "Internal"] ?? "See the hub's log.", {
    cause,
  });
}

/**
 * Enrols this agent: pins the hub's CA, makes and keeps a key, and only then says who it is. An agent that is enrolled
 * stays what it is until the hub has answered. Throws a Problem for what a person must mend, and a DoorError or a network
 * error for what may pass.
 */
export async function enrol(store: IdentityStore, request: EnrolRequest): Promise<Identity> {
  const { token, caPin, agentVersion, ...who } = request;
  const hub = await pinHub(new URL(who.hubUrl), caPin);
  const earlier = await store.pending();
  const isSame = earlier?.enrolment.clusterId === who.clusterId && earlier.enrolment.tokenHash === who.tokenHash;
  const candidate: Candidate = { enrolment: { ...who, ...hub }, key: isSame && earlier ? earlier.key : await makeKey() };
  await store.savePending(candidate);
  const body = { clusterId: who.clusterId, token, csrPem: candidate.key.csrPem, agentVersion, clusterUid: who.clusterUid };
  let identity: Identity;
  try {
    identity = checked(await callDoor(who.hubUrl, hub, "/v1/enrol", body, Enrolled), hub.trustDomain);
  } catch (cause) {
    if (!(cause instanceof DoorError) || cause.isTransient) throw cause;
    identity = await claim(candidate, cause);
  }
  await store.adopt(candidate, identity);
  return identity;
}
