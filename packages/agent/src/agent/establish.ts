// Who this agent is, before anything else happens: from its data folder, or by enrolling.
import { createHash } from "node:crypto";
import type { Log } from "@holdfast/contracts/log-fields";
import { DoorError } from "../identity/door";
import { enrol } from "../identity/enrol";
import type { AgentKey, Candidate, Enrolment, Identity, IdentityStore } from "../identity/identity-store";
import { reattest } from "../identity/reattest";
import type { KubeHttp } from "../kube/http";
import { KubeError } from "../kube/kube-error";
import { messageOf, Problem, usageProblem } from "../problem";
import { type ClusterFacts, clusterProblem, readClusterFacts } from "./cluster-facts";
import { patiently } from "./patiently";

/** What the wizard's command says. Needed once; afterwards the data folder knows. */
export interface EnrolmentOptions {
  readonly hubUrl?: string | undefined;
  readonly clusterId?: string | undefined;
  readonly token?: string | undefined;
  readonly caPin?: string | undefined;
}

/** What finding out who the agent is needs. `patienceMs` bounds the wait for an API server that is away. */
export interface EstablishPorts {
  readonly store: IdentityStore;
  readonly http: KubeHttp;
  readonly server: string;
  readonly version: string;
  readonly log: Log;
  readonly patienceMs: number;
}

/** An agent that knows who it is and which cluster it is in. */
export interface Established {
  readonly enrolment: Enrolment;
  readonly identity: Identity;
  readonly key: AgentKey;
  readonly facts: ClusterFacts;
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A refusal passes by itself when it is the network's or a restart's; not when it is about credentials or rights. */
const clusterMayPass = (cause: unknown) => cause instanceof KubeError && (cause.isUnconfirmed || cause.code >= 500 || cause.code === 429);
const hubMayPass = (cause: unknown) => !(cause instanceof Problem) && !(cause instanceof DoorError && !cause.isTransient);

function complete(
  options: EnrolmentOptions,
): Required<EnrolmentOptions> & { hubUrl: string; clusterId: string; token: string; caPin: string } {
  const { hubUrl, clusterId, token, caPin } = options;
  const missing = Object.entries({ "--hub": hubUrl, "--cluster": clusterId, "--token": token, "--ca-pin": caPin }).flatMap(
    ([name, value]) => (value ? [] : [name]),
  );
  if (!hubUrl || !clusterId || !token || !caPin)
    throw usageProblem(
      `This agent is not enrolled yet, and ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing.`,
      "Copy the whole command from the console: Clusters, this cluster, Agent.",
    );
  return { hubUrl, clusterId, token, caPin };
}

async function enrolNow(options: EnrolmentOptions, ports: EstablishPorts): Promise<Established> {
  const given = complete(options);
  const { store, http, server, version: agentVersion, log, patienceMs } = ports;
  const facts = await patiently(() => readClusterFacts(http), clusterMayPass, patienceMs, log).catch((cause: unknown) => {
    throw clusterProblem(server, cause);
  });
  const request = { ...given, ...facts, agentVersion, tokenHash: hashOf(given.token) };
  await patiently(() => enrol(store, request), hubMayPass, patienceMs, log).catch((cause: unknown) => {
    if (cause instanceof Problem) throw cause;
    throw new Problem(
      `The hub at ${given.hubUrl} cannot be reached: ${messageOf(cause)}`,
      "Check --hub, the name resolution and that a firewall lets this machine out.",
      { cause },
    );
  });
  log.info({ "cluster.id": given.clusterId, outcome: "enrolled" }, "agent enrolled");
  const current = await store.current();
  if (!current?.identity) throw new Problem("The identity that was just written cannot be read.", "Check the data folder's disk.");
  return { ...current, identity: current.identity, facts };
}

/** The cluster as it is now, or as it was when the agent enrolled, while its API server cannot be asked. */
async function factsNow(enrolment: Enrolment, { http, log }: EstablishPorts): Promise<ClusterFacts> {
  try {
    return await readClusterFacts(http);
  } catch (cause) {
    log.warn({ reason: messageOf(cause) }, "the API server cannot be asked, going on with what is known of it");
    return { clusterUid: enrolment.clusterUid, kubernetesVersion: enrolment.kubernetesVersion };
  }
}

/** Without an identity on disk but with a key that may be enrolled: a crash came between the hub's answer and the disk. */
async function regain({ store, log }: EstablishPorts): Promise<boolean> {
  const candidate = (await store.pending()) ?? (await store.current());
  if (!candidate) return false;
  try {
    await store.adopt(candidate, await reattest(candidate));
    return true;
  } catch (cause) {
    log.warn({ reason: messageOf(cause) }, "identity not regained by proof of the key");
    return false;
  }
}

const withoutSlash = (url: string) => url.replace(/\/$/, "");

/** The hub was given another address: it is asked there, by proof of the key, where the link is now. What is held stands when that fails. */
async function findMoved(options: EnrolmentOptions, { enrolment, key }: Candidate, { store, log }: EstablishPorts): Promise<void> {
  const { hubUrl } = options;
  if (!hubUrl || withoutSlash(hubUrl) === withoutSlash(enrolment.hubUrl)) return;
  const candidate = { key, enrolment: { ...enrolment, hubUrl } };
  try {
    await store.adopt(candidate, await reattest(candidate));
    log.info({ outcome: "succeeded" }, "the hub was found at its new address");
  } catch (cause) {
    log.warn({ reason: messageOf(cause) }, "the hub was not found at the given address, going on with the one in hand");
  }
}

/** Somebody gave a token that was not used yet: the agent enrols anew. What it was stands when that fails. */
async function enrolAnew(options: EnrolmentOptions, ports: EstablishPorts): Promise<Established | undefined> {
  try {
    return await enrolNow(options, ports);
  } catch (cause) {
    if (!(cause instanceof Problem) || cause.exitCode === 2) throw cause;
    ports.log.warn({ reason: cause.message }, "not enrolled anew, going on with the identity in hand");
    return undefined;
  }
}

/**
 * Finds out who this agent is. An identity in the data folder is used, unless a token is given that was not used yet.
 * Throws a Problem for what a person must mend.
 */
export async function establish(options: EnrolmentOptions, ports: EstablishPorts): Promise<Established> {
  const { store } = ports;
  const before = await store.current();
  const owner = before?.enrolment.clusterId;
  if (owner && options.clusterId && options.clusterId !== owner)
    throw usageProblem(`The data folder belongs to the cluster ${owner}, not to ${options.clusterId}.`, "Give each agent its own --data.");
  const isNewToken = options.token !== undefined && hashOf(options.token) !== before?.enrolment.tokenHash;
  if (!before?.identity && (options.token !== undefined || !(await regain(ports)))) return enrolNow(options, ports);
  const anew = before?.identity && isNewToken ? await enrolAnew(options, ports) : undefined;
  if (anew) return anew;
  if (before?.identity) await findMoved(options, before, ports);
  const current = await store.current();
  if (!current?.identity) return enrolNow(options, ports);
  const facts = await factsNow(current.enrolment, ports);
  if (facts.clusterUid !== current.enrolment.clusterUid)
    throw new Problem(
      `This agent enrolled for the cluster with uid ${current.enrolment.clusterUid}, but ${ports.server} is ${facts.clusterUid}.`,
      "Choose the right --kubeconfig or --context, or enrol that cluster under a name of its own with another --data.",
    );
  return { ...current, identity: current.identity, facts };
}
