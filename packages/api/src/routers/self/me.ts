import { ActiveElevation } from "@holdfast/contracts/elevation";
import { Permission } from "@holdfast/contracts/permissions";
import { UserRole } from "@holdfast/contracts/roles";
import { whoAmI } from "@holdfast/services/access/who-am-i";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Who the caller is, for the frame of every page. */
export const me = procedure("self:read")
  .output(
    z.object({
      id: z.string(),
      name: z.string(),
      roles: z.array(UserRole),
      permissions: z.array(Permission),
      hasSecondFactor: z.boolean(),
      hasPasskey: z.boolean(),
      lacksApproverFactor: z.boolean(),
      confirmsBy: z.object({ key: z.string(), name: z.string(), until: z.date().nullable() }).nullable(),
      elevations: z.array(ActiveElevation),
    }),
  )
  .query(({ ctx }) => whoAmI(ctx.as));
