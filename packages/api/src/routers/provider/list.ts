import { ProviderView } from "@holdfast/contracts/identity-provider";
import { listProviders } from "@holdfast/services/identity-providers/list-providers";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Every identity provider, without its secret. */
export const list = procedure("access:read")
  .output(z.array(ProviderView))
  .query(({ ctx }) => listProviders(ctx.as, ctx.platform.signIn));
