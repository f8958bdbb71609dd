import { ElevationId, type ElevationView } from "@holdfast/contracts/elevation";
import type { Gate } from "@holdfast/contracts/gate";
import { UserRole } from "@holdfast/contracts/roles";
import { ClusterSelector } from "@holdfast/contracts/selector";
import { worded } from "@holdfast/contracts/worded";
import type { Elevation } from "@holdfast/db/generated/prisma/client";
import { canDecideElevation, canEndElevation } from "@holdfast/domain/gates/can-elevate";
import { gateView, refused } from "@holdfast/domain/gates/gate";
import { matchesCluster } from "@holdfast/domain/selector/matches-cluster";
import { permittedOnFleet } from "../access/permitted";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { elevationFacts } from "./elevation-facts";

/** Elevations as the caller sees them, with what they may do about each now. */
export async function elevationViews(ctx: ServiceContext, rows: readonly Elevation[]): Promise<ElevationView[]> {
  const [subject, clusters] = await Promise.all([ctx.subject(), visibleClusters(ctx, "fleet:read")]);
  return Promise.all(
    rows.map(async (row) => {
      const facts = await elevationFacts(ctx, ctx.db.prisma, row);
      const isOwn = row.userId === ctx.actor.id;
      const may = permittedOnFleet(subject, "elevation:decide").effect === "allow";
      const missing: Gate = refused("Forbidden", worded("FleetPermissionMissing", { permission: "elevation:decide" }));
      const decide = canDecideElevation(facts);
      const selector = ClusterSelector.parse(row.selector);
      const { userId, userName, hours, reason, requestedAt, expiresAt, decidedByName, comment, endsAt, version } = row;
      return {
        ...{ userId, userName, hours, reason, requestedAt, expiresAt, decidedByName, comment, endsAt, version, selector },
        id: ElevationId.parse(row.id),
        role: UserRole.parse(row.role),
        state: facts.state,
        clusters: clusters.filter((cluster) => matchesCluster(selector, cluster)).map(({ name }) => name),
        canDecide: gateView(decide.isMet && !may ? missing : decide),
        canEnd: gateView(isOwn || may ? canEndElevation(facts) : missing),
      };
    }),
  );
}
