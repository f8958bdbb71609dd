import { TriggerSourceView } from "@holdfast/contracts/trigger-source";
import { listTriggerSources } from "@holdfast/services/trigger-sources/list-trigger-sources";
import { z } from "zod";
import { procedure } from "../../procedures";

/** The sources that may report that a primary is lost. */
export const triggerSources = procedure("settings:manage")
  .output(z.array(TriggerSourceView))
  .query(({ ctx }) => listTriggerSources(ctx.as));
