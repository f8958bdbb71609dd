import { vaultPromoteDr as command } from "@holdfast/contracts/commands/vault-promote-dr";
import { type VaultDr, vaultReadDr } from "@holdfast/contracts/queries/vault-read-dr";
import { VaultPromoteDr } from "@holdfast/contracts/steps/vault-promote-dr";
import { worded } from "@holdfast/contracts/worded";
import { describeStep } from "@holdfast/domain/plan/describe-step";
import { z } from "zod";
import { checkAccess } from "../checks/check-access";
import { rehearseOrder } from "../checks/rehearse-order";
import { blocked, defineStep, done, failed, finding, order, preflightOf, waiting } from "../define-step";
import type { StepContext } from "../step-context";

const Before = z.strictObject({ mode: z.string() });
type Before = z.infer<typeof Before>;

const read = (ctx: StepContext, p: VaultPromoteDr) => ctx.read(p.cluster, vaultReadDr, { service: p.service });
const hears = ({ connectedPrimaries }: VaultDr): boolean => connectedPrimaries > 0;
const start = (p: VaultPromoteDr) => order(p.cluster, command, { service: p.service });

/** Promotes a Vault that is a secondary of disaster recovery. */
export const vaultPromoteDr = defineStep({
  name: "vault.promote-dr",
  schema: VaultPromoteDr,
  before: Before,
  describe: (p) => describeStep({ use: "vault.promote-dr", with: p }),
  async preflight(ctx, p) {
    const { isConfigured, trouble, hasCredential, status } = await read(ctx, p);
    const says = { site: p.cluster, service: p.service };
    if (!isConfigured) return blocked("ServiceNotNamed", p.service, says);
    if (status === null) return blocked("ServiceSilent", p.service, { site: p.cluster, said: trouble ?? "" });
    const before = { mode: status.mode };
    if (status.mode === "primary") return preflightOf<Before>([], before);
    if (status.mode !== "secondary") return blocked("VaultNotSecondary", p.service, { ...says, mode: status.mode });
    // Two primaries would both take writes; before the run it is as it should be that the secondary hears its primary.
    const heard = hears(status);
    if (heard && ctx.isRunning) return blocked("VaultPrimaryAlive", p.service, says);
    const own = [
      ...(heard ? [finding("VaultPrimaryToDemote", "info", p.service, says)] : []),
      // A token for one use is made on the day.
      ...(hasCredential ? [] : [finding("VaultTokenAbsent", ctx.isRunning ? "blocking" : "warning", p.service, says)]),
    ];
    const [access, rehearsal] = await Promise.all([checkAccess(ctx, p.cluster, command.name), rehearseOrder(ctx, start(p))]);
    return preflightOf<Before>([...access, ...own, ...rehearsal.findings], before, rehearsal.changes);
  },
  run: start,
  async verify(ctx, p) {
    const { trouble, status } = await read(ctx, p);
    // A Vault that is being promoted does not answer for a while.
    if (status === null) return waiting(worded("ServiceToAnswer", { said: trouble ?? "" }));
    const says = { service: p.service };
    if (status.mode === "secondary") return waiting(worded("VaultToBePrimary", says), true);
    if (status.mode !== "primary") return failed(worded("VaultInOtherMode", { ...says, mode: status.mode }));
    return status.state === "running"
      ? done(worded("VaultIsPrimary", says))
      : waiting(worded("VaultToRun", { ...says, state: status.state }));
  },
  promotes: (p) => ({
    source: null,
    isLossAccepted: false,
    async look(ctx, deadlineMs) {
      const { trouble, status } = await ctx.read(p.cluster, vaultReadDr, { service: p.service }, deadlineMs);
      const says = { site: p.cluster, service: p.service };
      if (status === null) return { kind: "unseen", ...worded("ServiceSilent", { site: p.cluster, said: trouble ?? "" }) };
      return hears(status)
        ? { kind: "writes", ...worded("VaultPrimaryAlive", says) }
        : { kind: "stopped", ...worded("VaultPrimaryUnheard", says) };
    },
  }),
  undo: { irreversible: "a promoted Vault goes back only by being demoted and named another primary" },
});
