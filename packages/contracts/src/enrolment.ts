import { z } from "zod";
import { ClusterId } from "./ids";

/** What an agent sends to the enrolment door, once. The id is claimed here and decided by the token. */
export const EnrolAgent = z.strictObject({
  clusterId: ClusterId,
  token: z.string().min(20).max(128),
  csrPem: z.string().max(4096),
  agentVersion: z.string().max(63),
  clusterUid: z.string().max(128),
});
export type EnrolAgent = z.infer<typeof EnrolAgent>;

/** Where the link is, and who the agent is from now on. */
export const Enrolled = z.object({
  certificatePem: z.string(),
  bundlePem: z.string(),
  notAfter: z.iso.datetime(),
  trustDomain: z.string(),
  linkUrl: z.url(),
});
export type Enrolled = z.infer<typeof Enrolled>;

/** A nonce to sign, good for one minute: the first half of coming back after a long absence. */
export const ReattestChallenge = z.object({ nonce: z.string(), expiresAt: z.iso.datetime() });
export type ReattestChallenge = z.infer<typeof ReattestChallenge>;

/** The second half: the nonce and the CSR signed with the enrolled key (ECDSA P-256, SHA-256, DER, base64). */
export const ReattestAgent = z.strictObject({
  clusterId: ClusterId,
  nonce: z.string().max(256),
  csrPem: z.string().max(4096),
  signature: z.string().max(256),
});
export type ReattestAgent = z.infer<typeof ReattestAgent>;

/** The bytes that a re-attesting agent signs. */
export const reattestMessage = (nonce: string, clusterId: string, csrPem: string) =>
  `holdfast-reattest-v1\n${nonce}\n${clusterId}\n${csrPem}`;

/** What the add-cluster wizard turns into a command: everything that an agent needs to come in, once, within ten minutes. */
export const EnrolmentCommand = z.object({
  clusterId: ClusterId,
  token: z.string(),
  /** By the server's clock, so that a page whose clock is wrong counts down the right time. */
  issuedAt: z.date(),
  expiresAt: z.date(),
  hubUrl: z.url(),
  caPin: z.string().length(64),
});
export type EnrolmentCommand = z.infer<typeof EnrolmentCommand>;
