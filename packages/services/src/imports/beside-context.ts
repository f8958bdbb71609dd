import type { ServiceContext } from "../context/service-context";
import { systemContext } from "../context/system-context";

const PREFIX = "beside:";

/** A hub as the one that runs agents beside itself: what it does for them is on record under this name. */
export const besideContext = (base: Pick<ServiceContext, "db" | "now" | "log">, hubId: string): ServiceContext => ({
  ...systemContext(base, `${PREFIX}${hubId}`),
  requestId: "beside",
});

/** Whether an enrolment token was made by a hub for an agent beside itself. */
export const isBesideToken = ({ createdById }: { readonly createdById: string }): boolean => createdById.startsWith(PREFIX);
