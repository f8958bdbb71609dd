import type { Platform } from "@holdfast/api/platform";
import { env } from "./env";
import { createLog } from "./log";
import { platform } from "./platform";

const UNAVAILABLE = { error: { message: "The console can't reach its store. Whoever runs Holdfast finds the reason in its log." } };

/** Serves a request with the platform; while that can't be opened the answer is 503, and the log says why. */
export const serve =
  (handle: (platform: Platform, request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    let opened: Platform;
    try {
      opened = await platform();
    } catch (err) {
      createLog(env().HOLDFAST_LOG_LEVEL).error({ err }, "the platform could not be opened");
      return Response.json(UNAVAILABLE, { status: 503, headers: { "cache-control": "no-store" } });
    }
    return handle(opened, request);
  };
