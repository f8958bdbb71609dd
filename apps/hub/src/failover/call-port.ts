import type { CallPort } from "@holdfast/failover/ports";
import type { ServiceContext } from "@holdfast/services/context/service-context";
import { askChannel, type CallSettings, callChannel, callRefusal } from "@holdfast/services/notifications/call-channel";

/** The calls of this hub itself, to channels of the settings. */
export const callPort = ({ db, now }: Pick<ServiceContext, "db" | "now">, settings: CallSettings): CallPort => ({
  refusal: (channel) => callRefusal(db, settings, channel),
  send: (call) => callChannel(db, settings, call, now()),
  look: (channel, path, bounds) => askChannel(db, settings, { channel, path, ...bounds }, now()),
});
