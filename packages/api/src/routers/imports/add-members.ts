import { AddedMember, AddMembers } from "@holdfast/contracts/member-cluster";
import { addMembers as add } from "@holdfast/services/imports/add-members";
import { z } from "zod";
import { procedure } from "../../procedures";

/** Adds listed clusters to the fleet, each with the command for its agent or with why not. */
export const addMembers = procedure("cluster:register")
  .input(AddMembers)
  .output(z.array(AddedMember))
  .mutation(({ ctx, input }) => add(ctx.as, ctx.platform.enrolment, input));
