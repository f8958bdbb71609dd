import type { ActiveElevation } from "@holdfast/contracts/elevation";

/** The part of the reader's own facts that says what they may do. */
interface Holder {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly elevations: readonly Pick<ActiveElevation, "id">[];
}

/** What somebody may do, as a word that differs when it has changed; null while it is not known. */
export const rightsOf = (me: Holder | undefined): string | null =>
  me === undefined
    ? null
    : [me.roles, me.permissions, me.elevations.map(({ id }) => id)].map((part) => [...part].sort().join(" ")).join("|");
