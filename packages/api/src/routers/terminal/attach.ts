import { Fault } from "@holdfast/contracts/fault";
import { AttachTerminal } from "@holdfast/contracts/terminal";
import { worded } from "@holdfast/contracts/worded";
import { attachTerminal } from "@holdfast/services/terminal/attach-terminal";
import { mayStillExec } from "@holdfast/services/terminal/may-still-exec";
import { sessionProcedure } from "../../procedures";
import { callerContext, requestContext } from "../../request-context";
import { whileAllowed } from "../../stream/while-allowed";

/** What the caller's own terminal shows, until it ends, or their right to it does. */
export const attach = sessionProcedure("pods:exec")
  .input(AttachTerminal)
  .subscription(async function* ({ ctx, input, signal }) {
    const { platform, as, headers } = ctx;
    const ask = async () => {
      const caller = callerContext(await requestContext(platform, headers));
      if (!caller) throw new Fault("Unauthenticated", worded("SessionEnded"));
      await mayStillExec(caller, input.id, platform.protectedNamespaces);
    };
    const still = whileAllowed(platform.wakes, ask, AbortSignal.any([platform.closing, ...(signal ? [signal] : [])]));
    try {
      yield* attachTerminal(as, platform.live, platform.recordings, input, still.signal);
    } finally {
      still.stop();
    }
    still.throwIfRefused();
  });
