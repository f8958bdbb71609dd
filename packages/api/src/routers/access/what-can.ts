import { AskWhatCan, WhatCanPage } from "@holdfast/contracts/access";
import { whatCan as ask } from "@holdfast/services/identity/what-can";
import { procedure } from "../../procedures";

/** What a user may do, on the fleet and on a page of its clusters. */
export const whatCan = procedure("access:read")
  .input(AskWhatCan)
  .output(WhatCanPage)
  .query(({ ctx, input }) => ask(ctx.as, input));
