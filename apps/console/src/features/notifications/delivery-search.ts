import type { DeliveryState } from "@holdfast/contracts/notification";
import type { ListSearch, ListSearchShape } from "@holdfast/ui/rules/list-search";

/** What the address of a channel's deliveries understands. */
export const deliveryShape: ListSearchShape = { sortKeys: [], facets: ["state"] };

/** How deliveries can stand, in the order in which they are offered. */
export const deliveryStates: readonly DeliveryState[] = ["waiting", "delivered", "failed"];

/** The states that an address asks for; words that are none of them are left out. */
export const askedStates = (search: ListSearch): DeliveryState[] => deliveryStates.filter((state) => search.facets.state?.includes(state));
