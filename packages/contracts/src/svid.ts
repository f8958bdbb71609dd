import { z } from "zod";
import { Environment } from "./cluster";
import { ClusterId } from "./ids";
import { PageRequest, pageOf } from "./page";

/** How an identity stands: `late` was not renewed when it should have been, `expired` may come back by proving its key, `revoked` may not. */
export const SvidState = z.enum(["valid", "late", "expired", "revoked"]);
export type SvidState = z.infer<typeof SvidState>;

/** The identity of one cluster's agent. */
export const SvidView = z.object({
  id: z.uuid(),
  clusterId: ClusterId,
  clusterName: z.string(),
  environment: Environment,
  spiffeId: z.string(),
  state: SvidState,
  keyFingerprint: z.string(),
  serial: z.string(),
  enrolledAt: z.date(),
  renewedAt: z.date(),
  notAfter: z.date(),
  revokedAt: z.date().nullable(),
  revokedReason: z.string().nullable(),
});
export type SvidView = z.infer<typeof SvidView>;

/** Which identities to list, what ends first first. Those that were revoked are left out unless they are asked for. */
export const ListSvids = PageRequest.extend({
  /** Part of a cluster's name. */
  text: z.string().trim().max(200).optional(),
  states: z.array(SvidState).max(4).optional(),
});
export type ListSvids = z.infer<typeof ListSvids>;

/** A page of identities. */
export const SvidPage = pageOf(SvidView);
export type SvidPage = z.infer<typeof SvidPage>;

/** What everybody of the installation trusts: the authority that every SVID comes from. */
export const TrustBundle = z.object({
  trustDomain: z.string(),
  subject: z.string(),
  /** SHA-256 over the certificate, in lower-case hex: what the command that enrols an agent pins. */
  fingerprint: z.string().length(64),
  notBefore: z.date(),
  notAfter: z.date(),
});
export type TrustBundle = z.infer<typeof TrustBundle>;
