import { badRequest } from "../api-error";
import type { WriteOptions } from "../cluster-api";
import type { ResourceType } from "../resource-type";
import { DecodeError } from "../schema/decode-builtin";

/** A body that was understood, and what to tell the caller about it. */
export interface DecodedBody {
  readonly object: Record<string, unknown>;
  readonly warnings: readonly string[];
}

const shortened = (text: string) => (text.length > 64 ? `${text.slice(0, 22)} ...` : text);

const checkType = (type: ResourceType, body: Record<string, unknown>) => {
  const { apiVersion, kind } = body as { apiVersion?: string; kind?: string };
  if (!type.isCustom) {
    // What a built-in body does not say of itself, its path says.
    const isOther = (kind !== undefined && kind !== type.kind) || (apiVersion !== undefined && apiVersion !== type.apiVersion);
    if (!isOther) return;
    const [bodyVersion = ""] = [apiVersion ?? type.apiVersion].map((text) => text.slice(text.lastIndexOf("/") + 1));
    const internal = type.group === "" ? "core" : type.group.split(".")[0];
    throw badRequest(
      `${kind ?? type.kind} in version ${JSON.stringify(bodyVersion)} cannot be handled as a ${type.kind}: converting (${bodyVersion}.${kind}) to (${internal}.${type.kind}): unknown conversion`,
    );
  }
  if (kind === undefined || apiVersion === undefined) {
    const field = kind === undefined ? "Kind" : "apiVersion";
    const text = JSON.stringify(body);
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): Object '${field}' is missing in '${text}' (${shortened(text)})`,
    );
  }
  if (apiVersion !== type.apiVersion) {
    throw badRequest(`the API version in the data (${apiVersion}) does not match the expected API version (${type.apiVersion})`);
  }
  if (kind !== type.kind) throw badRequest(`the kind in the data (${kind}) does not match the expected kind (${type.kind})`);
};

/** Reads the body of a write as its resource: wrong types are refused, unknown fields dropped and, if asked for, told or refused. */
export function decodeBody(
  type: ResourceType,
  body: Record<string, unknown>,
  { fieldValidation }: Pick<WriteOptions, "fieldValidation">,
): DecodedBody {
  checkType(type, body);
  try {
    const { value, unknownFields } = type.decode(body);
    const strange = unknownFields.map((field) => `unknown field "${field}"`);
    const prefix = `${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: strict decoding error: `;
    if (strange.length > 0 && fieldValidation === "Strict") throw badRequest(prefix + strange.join(", "));
    const object = { ...value, apiVersion: type.apiVersion, kind: type.kind };
    return { object, warnings: fieldValidation === "Warn" ? strange : [] };
  } catch (cause) {
    if (!(cause instanceof DecodeError)) throw cause;
    throw badRequest(`${type.kind} in version "${type.version}" cannot be handled as a ${type.kind}: ${cause.message}`);
  }
}
