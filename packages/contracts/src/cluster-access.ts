import { z } from "zod";

/** Base64 of a PEM, as a kubeconfig holds it. */
const Pem64 = z.string().min(1).max(64_000);

/** How a caller proves itself to an API server; nothing that would run a program or read a file. */
export const ClusterCredential = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("clientCertificate"), certificate: Pem64, key: Pem64 }),
  z.strictObject({ kind: z.literal("token"), token: z.string().min(1).max(16_384) }),
  z.strictObject({ kind: z.literal("basic"), username: z.string().max(1024), password: z.string().max(4096) }),
]);
export type ClusterCredential = z.infer<typeof ClusterCredential>;

/** What of a kubeconfig leads to one cluster, and no more. It is a secret. */
export const ClusterAccess = z.strictObject({
  server: z.url().max(2048),
  /** Base64 of the CA's PEM; null: the machine's own authorities. */
  ca: Pem64.nullable(),
  tlsServerName: z.string().max(253).nullable(),
  credential: ClusterCredential,
});
export type ClusterAccess = z.infer<typeof ClusterAccess>;

/** What an agent that runs beside a hub is given on its standard input, as one line of JSON. */
export const GivenAccess = z.strictObject({
  access: ClusterAccess,
  /** The single-use enrolment token; null for an agent that has its identity already, and for a look. */
  token: z.string().max(128).nullable(),
  /** Whether the API server may be on the hub's own machine. */
  isLoopbackAllowed: z.boolean(),
});
export type GivenAccess = z.infer<typeof GivenAccess>;

/** What was found at an API server. `missing`: what the account may not do of what an agent needs, as `list pods`. */
export const AccessReport = z.discriminatedUnion("isReachable", [
  z.strictObject({
    isReachable: z.literal(true),
    clusterUid: z.string().max(128),
    kubernetesVersion: z.string().max(63),
    missing: z.array(z.string().max(300)).max(500),
  }),
  z.strictObject({ isReachable: z.literal(false), reason: z.string().max(1000) }),
]);
export type AccessReport = z.infer<typeof AccessReport>;
