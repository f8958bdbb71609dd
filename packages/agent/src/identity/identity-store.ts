// What an agent keeps under its data folder, each file written whole or not at all. What is asked for is kept before it is
// asked: should the hub's answer get lost, the agent can still claim it by proof of the key.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { messageOf, Problem } from "../problem";
import { readIfThere, writeAtomically } from "./atomic-file";

/** To which hub and as which cluster this agent enrolled, and what it saw there. `caPem` is the CA that the pin named. */
const Enrolment = z.object({
  clusterId: z.uuid(),
  hubUrl: z.url(),
  caPem: z.string(),
  trustDomain: z.string(),
  clusterUid: z.string(),
  kubernetesVersion: z.string(),
  /** SHA-256 of the token that was used, so that the same command started again does not try it again. */
  tokenHash: z.string(),
});
export type Enrolment = z.infer<typeof Enrolment>;

/** The agent's key pair and the request that proves it, as PEM. The private half never leaves the data folder. */
const AgentKey = z.object({ privateKeyPem: z.string(), csrPem: z.string() });
export type AgentKey = z.infer<typeof AgentKey>;

/** The X.509-SVID that the hub gave, and how to verify and reach the hub. */
const Identity = z.object({
  certificatePem: z.string(),
  bundlePem: z.string(),
  notAfter: z.iso.datetime(),
  trustDomain: z.string(),
  linkUrl: z.url(),
});
export type Identity = z.infer<typeof Identity>;

/** A key and whom it stands for. */
const Candidate = z.object({ enrolment: Enrolment, key: AgentKey });
export type Candidate = z.infer<typeof Candidate>;

/** The agent's files. */
export interface IdentityStore {
  /** Who this agent is, when a whole enrolment is on disk; `identity` is undefined when its certificate is not that of the key. */
  current(): Promise<(Candidate & { readonly identity: Identity | undefined }) | undefined>;
  /** What was asked for last and not answered yet. */
  pending(): Promise<Candidate | undefined>;
  savePending(candidate: Candidate): Promise<void>;
  /** The hub answered: the candidate becomes the agent. */
  adopt(candidate: Candidate, identity: Identity): Promise<void>;
  saveIdentity(identity: Identity): Promise<void>;
}

async function load<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Problem(
      `The file ${file} is not what the agent wrote: ${messageOf(cause)}`,
      "Restore it from a backup, or empty the data folder and enrol again with a new token.",
    );
  }
}

const belongsTogether = (certificatePem: string, key: AgentKey) =>
  new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(key.privateKeyPem));

/** The files of one agent under `folder`. */
export function identityStore(folder: string): IdentityStore {
  const file = (name: string) => join(folder, `${name}.json`);
  const save = (name: string, content: object) => writeAtomically(file(name), `${JSON.stringify(content, null, 2)}\n`);
  return {
    current: async () => {
      const [agent, identity] = await Promise.all([load(file("agent"), Candidate), load(file("identity"), Identity)]);
      return agent && { ...agent, identity: identity && belongsTogether(identity.certificatePem, agent.key) ? identity : undefined };
    },
    pending: () => load(file("pending"), Candidate),
    savePending: (candidate) => save("pending", candidate),
    adopt: async (candidate, identity) => {
      // A crash in between leaves a key without its certificate, and the pending file by which it is regained.
      await save("agent", candidate);
      await save("identity", identity);
      await rm(file("pending"), { force: true });
    },
    saveIdentity: (identity) => save("identity", identity),
  };
}
