import type { ShownDestination } from "@holdfast/contracts/notification";

/** Where a channel leads, in one line. Of an address only its origin is known: the rest is a secret. */
export const destinationText = (shown: ShownDestination): string => (shown.kind === "email" ? shown.to.join(", ") : shown.origin);
