import { FollowLogs } from "@holdfast/contracts/logs";
import { followLogs } from "@holdfast/services/logs/follow-logs";
import { procedure } from "../../procedures";

/** The lines of some containers as they are written, until the reader goes. */
export const follow = procedure("logs:read")
  .input(FollowLogs)
  .subscription(async function* ({ ctx, input, signal }) {
    const { platform, as } = ctx;
    yield* followLogs(as, platform.live, input, AbortSignal.any([platform.closing, ...(signal ? [signal] : [])]));
  });
