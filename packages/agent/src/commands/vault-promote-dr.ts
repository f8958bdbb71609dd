import { vaultPromoteDr } from "@holdfast/contracts/commands/vault-promote-dr";
import type { ObjectChange } from "@holdfast/contracts/object-change";
import { callService, type ServiceContext } from "../services/call-service";
import { vaultDr } from "../services/vault";
import { defineCommand, Refused } from "./define-command";

const change = (service: string, before: string): ObjectChange => ({
  ...{ apiVersion: "vault", kind: "Vault", namespace: null, name: service, warnings: [] },
  operation: before === "primary" ? "none" : "update",
  fields: before === "primary" ? [] : [{ path: "/mode", before, after: "primary" }],
});

async function promote(ctx: ServiceContext, service: string): Promise<void> {
  const { status, text } = await callService(ctx, {
    ...{ kind: "vault", name: service, method: "POST", path: "/v1/sys/replication/dr/secondary/promote" },
    with: (token) => ({ body: { dr_operation_token: token } }),
  });
  if (status !== 200 && status !== 204) throw new Refused("PromotionRefused", `${service} answered ${status}: ${text}`);
}

/** `vault.promote-dr`: one call of Vault's own promotion. Rehearsed, it only looks. */
export const promoteVault = defineCommand({
  contract: vaultPromoteDr,
  rbac: [],
  async handle({ kube, services = {}, resolve = async (name) => name }, { service }) {
    const ctx = { services, resolve };
    const { mode } = await vaultDr(ctx, service);
    if (mode === "primary") return { output: { hasChanged: false }, changes: [change(service, mode)] };
    if (mode !== "secondary") throw new Refused("NotSecondary", `${service} is ${mode} for disaster recovery, not a secondary.`);
    if (!kube.isDryRun) await promote(ctx, service);
    return { output: { hasChanged: true }, changes: [change(service, mode)] };
  },
});
