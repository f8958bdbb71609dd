import { FleetOverview } from "@holdfast/contracts/fleet";
import { fleetOverview } from "@holdfast/services/clusters/fleet-overview";
import { procedure } from "../../procedures";

/** The home page in one answer. */
export const overview = procedure("fleet:read")
  .output(FleetOverview)
  .query(({ ctx }) => fleetOverview(ctx.as));
