import { z } from "zod";
import { agentContract } from "../command";
import { ObjectUid } from "../ids";
import { FieldChange } from "../object-change";
import { ObjectTarget } from "../object-target";

/** What names an object and what its controllers write may not be edited; of the metadata only labels and annotations may. */
const EDITABLE = /^\/(?!(apiVersion|kind|status)(\/|$))(?!metadata(?!\/(labels|annotations)(\/|$)))/;

/** One field as it was seen and as it is wanted. Absent is null. */
export const EditedField = FieldChange.extend({
  path: z.string().max(1024).regex(EDITABLE, "may not be edited: of the metadata only labels and annotations may, and not the status"),
});
export type EditedField = z.infer<typeof EditedField>;

/** The version that an edit was made from: its generation, or its resource version for a kind that counts none. */
export const SeenVersion = z.strictObject({ generation: z.number().int().nullable(), resourceVersion: z.string().max(128) });
export type SeenVersion = z.infer<typeof SeenVersion>;

/**
 * Sets fields of one object, if its spec is still the version that was seen and each field still is as it was seen; otherwise
 * nothing is written. Only resources that the agent's owner named. Refused: `EditNotAllowed`, `ChangedMeanwhile`, `Invalid`,
 * `NotFound`, `Replaced`, `KindAbsent`.
 */
export const objectEdit = agentContract(
  "object.edit",
  ObjectTarget.extend({ uid: ObjectUid, seen: SeenVersion, fields: z.array(EditedField).min(1).max(200) }),
  z.object({ hasChanged: z.boolean(), resourceVersion: z.string() }),
);
