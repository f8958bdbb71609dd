import { Fault } from "@holdfast/contracts/fault";
import { worded } from "@holdfast/contracts/worded";
import { requireSomewhere } from "@holdfast/services/access/require-somewhere";
import { eventFeed } from "@holdfast/services/events/event-feed";
import { tracked } from "@trpc/server";
import { z } from "zod";
import { procedure } from "../../procedures";
import { callerContext, requestContext } from "../../request-context";

/** The only stream of a tab. It ends when the session does; a browser that reconnects goes on where it was. */
export const events = procedure("self:read")
  .input(
    z
      .strictObject({
        lastEventId: z
          .string()
          .regex(/^\d{1,19}$/)
          .optional(),
      })
      .optional(),
  )
  .subscription(async function* ({ ctx, input, signal }) {
    const { platform, headers } = ctx;
    const ended = AbortSignal.any([platform.closing, ...(signal ? [signal] : [])]);
    const context = async () => {
      const as = callerContext(await requestContext(platform, headers));
      if (!as) throw new Fault("Unauthenticated", worded("SessionEnded"));
      // Whoever may not even open the console any more hears nothing either, and that it was so is on record.
      await requireSomewhere(as, "self:read", "stream.events");
      return as;
    };
    for await (const { id, message } of eventFeed({ wakes: platform.wakes, context }, input?.lastEventId, ended))
      yield tracked(id, message);
    // A stream that just returns tells the browser never to come back; this one ends because the process does.
    if (platform.closing.aborted) throw new Fault("Unavailable", worded("ConsoleRestarting"), { retry: "later" });
  });
