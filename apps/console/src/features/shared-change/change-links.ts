interface Place {
  readonly clusterId: string;
  readonly uid: string;
}

/** The page of an object. */
export const objectHref = ({ clusterId, uid }: Place): string => `/inventory/${clusterId}/${encodeURIComponent(uid)}`;

/** The history of an object, with its state at an instant when one is named. */
export const objectHistoryHref = (place: Place, at?: Date): string =>
  `${objectHref(place)}/history${at === undefined ? "" : `?${new URLSearchParams({ at: at.toISOString() })}`}`;
