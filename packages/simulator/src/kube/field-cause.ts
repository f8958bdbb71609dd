/** One thing that is wrong with one field, as a Status lists it. */
export interface FieldCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

const shown = (value: unknown) => (value === undefined ? "null" : JSON.stringify(value));
const withDetail = (text: string, detail: string) => (detail === "" ? text : `${text}: ${detail}`);

/** The kinds of causes, in the words of the real server. */
export const fieldCause = {
  required: (field: string, detail = ""): FieldCause => ({
    reason: "FieldValueRequired",
    message: withDetail("Required value", detail),
    field,
  }),
  invalid: (field: string, value: unknown, detail: string): FieldCause => ({
    reason: "FieldValueInvalid",
    message: `Invalid value: ${shown(value)}: ${detail}`,
    field,
  }),
  typeInvalid: (field: string, value: unknown, detail: string): FieldCause => ({
    reason: "FieldValueTypeInvalid",
    message: `Invalid value: ${shown(value)}: ${detail}`,
    field,
  }),
  notSupported: (field: string, value: unknown, supported: readonly string[]): FieldCause => ({
    reason: "FieldValueNotSupported",
    message: `Unsupported value: ${shown(value)}: supported values: ${supported.map((each) => JSON.stringify(each)).join(", ")}`,
    field,
  }),
  duplicate: (field: string, value: unknown): FieldCause => ({
    reason: "FieldValueDuplicate",
    message: `Duplicate value: ${shown(value)}`,
    field,
  }),
  forbidden: (field: string, detail: string): FieldCause => ({
    reason: "FieldValueForbidden",
    message: `Forbidden: ${detail}`,
    field,
  }),
  tooLong: (field: string, limit: number): FieldCause => ({
    reason: "FieldValueTooLong",
    message: `Too long: may not be more than ${limit} bytes`,
    field,
  }),
  tooMany: (field: string, count: number, limit: number): FieldCause => ({
    reason: "FieldValueTooMany",
    message: `Too many: ${count}: must have at most ${limit} items`,
    field,
  }),
};
