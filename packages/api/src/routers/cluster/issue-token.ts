import { EnrolmentCommand } from "@holdfast/contracts/enrolment";
import { ClusterId } from "@holdfast/contracts/ids";
import { issueEnrolmentToken } from "@holdfast/services/clusters/issue-enrolment-token";
import { z } from "zod";
import { procedure } from "../../procedures";

/** A token that enrols this cluster's agent once within ten minutes, with all that its command needs. */
export const issueToken = procedure("cluster:edit")
  .input(z.strictObject({ clusterId: ClusterId }))
  .output(EnrolmentCommand)
  .mutation(async ({ ctx, input }) => ({
    ...(await issueEnrolmentToken(ctx.as, input.clusterId)),
    clusterId: input.clusterId,
    hubUrl: ctx.platform.enrolment.url,
    caPin: ctx.platform.enrolment.caPin,
  }));
