import type { VaultDr } from "@holdfast/contracts/queries/vault-read-dr";
import { z } from "zod";
import { callService, type ServiceContext, ServiceTrouble } from "./call-service";

/** What is read of `GET /v1/sys/replication/dr/status`, which needs no token. */
const Status = z.object({
  data: z.object({
    mode: z.string(),
    state: z.string().default(""),
    primaries: z.array(z.object({ connection_status: z.string().default("") })).default([]),
  }),
});

/** How a Vault stands in its replication for disaster recovery. */
export async function vaultDr(ctx: ServiceContext, service: string): Promise<VaultDr> {
  const { status, json } = await callService(ctx, { kind: "vault", name: service, method: "GET", path: "/v1/sys/replication/dr/status" });
  const parsed = Status.safeParse(json);
  if (status !== 200 || !parsed.success)
    throw new ServiceTrouble(`${service} answered for its replication with ${status}, and not as Vault Enterprise does.`);
  const { mode, state, primaries } = parsed.data.data;
  return { mode, state, connectedPrimaries: primaries.filter((each) => each.connection_status === "connected").length };
}
