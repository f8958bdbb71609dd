import { EditedField } from "@holdfast/contracts/commands/object-edit";
import { Fault } from "@holdfast/contracts/fault";
import type { JsonObject } from "@holdfast/contracts/json";
import { changedFields, MOST_FIELDS } from "@holdfast/domain/object/changed-fields";

/** What stands in the place of what an agent cut out: it can be neither compared nor written. */
const HOLE = "[redacted]";
const LARGEST_EDIT = 200_000;

/** The fields that an edit changes. Throws `InvalidInput` for what may not be edited, `TooLarge` for what does not fit an order. */
export function editedFields(base: JsonObject, edited: JsonObject): EditedField[] {
  const fields = changedFields(base, edited);
  if (fields.length >= MOST_FIELDS || JSON.stringify(fields).length > LARGEST_EDIT)
    throw new Fault("TooLarge", "This changes more than one order can carry. Make it in smaller steps.");
  return fields.map((field) => {
    const checked = EditedField.safeParse(field);
    if (!checked.success)
      throw new Fault("InvalidInput", `${field.path}: ${checked.error.issues.map(({ message }) => message).join("; ")}`);
    if (JSON.stringify(field).includes(HOLE))
      throw new Fault("InvalidInput", `${field.path}: was cut out because it looks like a secret, so it can't be edited here`);
    return checked.data;
  });
}
