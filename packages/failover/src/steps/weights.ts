/** A share of traffic, of either mesh or gateway. */
interface Share {
  readonly weight: number;
}

/** The weights that a route has once the plan's are set: a destination that the plan does not name gets none. */
export const weightsAfter = <S extends Share>(before: readonly S[], planned: readonly S[], keyOf: (share: S) => string): S[] =>
  before.map((share) => ({ ...share, weight: planned.find((each) => keyOf(each) === keyOf(share))?.weight ?? 0 }));

/** The planned destinations that a route does not have. */
export const absentFrom = <S extends Share>(before: readonly S[], planned: readonly S[], keyOf: (share: S) => string): S[] =>
  planned.filter((share) => !before.some((each) => keyOf(each) === keyOf(share)));

/** Whether two routes send the same shares, in whatever order. */
export const sameWeights = <S extends Share>(one: readonly S[], other: readonly S[], keyOf: (share: S) => string): boolean =>
  one.length === other.length && one.every((share) => other.some((each) => keyOf(each) === keyOf(share) && each.weight === share.weight));

/** Shares in one line. */
export const inWords = <S extends Share>(shares: readonly S[], keyOf: (share: S) => string): string =>
  shares.map((share) => `${keyOf(share)} ${share.weight}`).join(", ");
