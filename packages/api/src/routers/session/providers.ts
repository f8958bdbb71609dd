import { OwnProvider } from "@holdfast/contracts/identity-provider";
import { listOwnProviders } from "@holdfast/services/identity-providers/list-own-providers";
import { z } from "zod";
import { sessionProcedure } from "../../procedures";

/** The identity providers, and with which of them the caller's account is connected. */
export const providers = sessionProcedure("self:manage")
  .output(z.array(OwnProvider))
  .query(({ ctx }) => listOwnProviders(ctx.as));
