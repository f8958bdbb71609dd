import { movingPhases } from "@holdfast/domain/run/phase-machine";

/** The runs that hold a protection group now. A rehearsal changes nothing, and holds none. */
export const moversOf = (groupId: string) => ({ groupId, kind: { not: "rehearsal" }, phase: { in: [...movingPhases] } });
