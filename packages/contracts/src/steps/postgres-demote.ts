import { z } from "zod";
import { DnsLabel, ObjectName } from "../ids";

/** `postgres.demote`: a CloudNativePG Cluster takes no more writes, follows the Cluster `to` of its topology, and has its demotion token: the first half of a switchover without loss. */
export const PostgresDemote = z.strictObject({ cluster: DnsLabel, namespace: ObjectName, name: ObjectName, to: ObjectName });
export type PostgresDemote = z.infer<typeof PostgresDemote>;
