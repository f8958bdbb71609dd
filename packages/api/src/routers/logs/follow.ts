import { Fault } from "@holdfast/contracts/fault";
import { FollowLogs } from "@holdfast/contracts/logs";
import { worded } from "@holdfast/contracts/worded";
import { followLogs } from "@holdfast/services/logs/follow-logs";
import { mayStillRead } from "@holdfast/services/logs/may-still-read";
import { procedure } from "../../procedures";
import { callerContext, requestContext } from "../../request-context";
import { whileAllowed } from "../../stream/while-allowed";

/** The lines of some containers as they are written, until the reader goes or may no longer read them. */
export const follow = procedure("logs:read")
  .input(FollowLogs)
  .subscription(async function* ({ ctx, input, signal }) {
    const { platform, as, headers } = ctx;
    const ask = async () => {
      const caller = callerContext(await requestContext(platform, headers));
      if (!caller) throw new Fault("Unauthenticated", worded("SessionEnded"));
      await mayStillRead(caller, input);
    };
    const still = whileAllowed(platform.wakes, ask, AbortSignal.any([platform.closing, ...(signal ? [signal] : [])]));
    try {
      yield* followLogs(as, platform.live, input, still.signal);
    } finally {
      still.stop();
    }
    still.throwIfRefused();
  });
