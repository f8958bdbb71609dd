import { ListMembers, MemberPage } from "@holdfast/contracts/member-cluster";
import { listMembers } from "@holdfast/services/imports/list-members";
import { procedure } from "../../procedures";

/** The clusters that control planes of the fleet list, by name, each with whether the fleet has it. */
export const members = procedure("inventory:read")
  .input(ListMembers)
  .output(MemberPage)
  .query(({ ctx, input }) => listMembers(ctx.as, input));
