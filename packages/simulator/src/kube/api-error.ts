import type { FieldCause } from "./field-cause";
import type { ResourceType } from "./resource-type";

/** Details of a Status, in the API's own shape. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly { readonly reason?: string; readonly message: string; readonly field?: string }[];
  readonly retryAfterSeconds?: number;
}

/** What the API refuses, as the Status that the caller gets. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string | undefined,
    message: string,
    readonly details?: StatusDetails,
    readonly metadata: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** The body of the answer. */
  toStatus() {
    return {
      kind: "Status",
      apiVersion: "v1",
      metadata: this.metadata,
      status: "Failure",
      message: this.message,
      ...(this.reason ? { reason: this.reason } : {}),
      ...(this.details ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

/** What an error is about: the words for it in a message, and its place in the details. */
type Subject = Pick<ResourceType, "group" | "plural" | "kind">;

const resourceOf = ({ group, plural }: Subject) => (group === "" ? plural : `${plural}.${group}`);
const kindOf = ({ group, kind }: Subject) => (group === "" ? kind : `${kind}.${group}`);
const named = (name: string, group: string, kind: string): StatusDetails => ({
  ...(name === "" ? {} : { name }),
  ...(group === "" ? {} : { group }),
  ...(kind === "" ? {} : { kind }),
});

/** 400: the request itself makes no sense. */
export const badRequest = (message: string) => new ApiError(400, "BadRequest", message);

/** 404: there is no such object. */
export const notFound = (type: Subject, name: string) =>
  new ApiError(404, "NotFound", `${resourceOf(type)} "${name}" not found`, named(name, type.group, type.plural));

/** 409: the name is taken. */
export const alreadyExists = (type: Subject, name: string) =>
  new ApiError(409, "AlreadyExists", `${resourceOf(type)} "${name}" already exists`, named(name, type.group, type.plural));

/** 409: the object is not as the caller believed. */
export const conflict = (type: Subject, name: string, message: string) =>
  new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${resourceOf(type)} "${name}": ${message}`,
    named(name, type.group, type.plural),
  );

/** 409: the caller's resourceVersion is not the current one. */
export const staleVersion = (type: Subject, name: string) =>
  conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again");

/** 403: not allowed, by rights or by admission. */
export const forbidden = (type: Subject, name: string, message: string, causes?: StatusDetails["causes"]) => {
  const subject = name === "" ? resourceOf(type) : `${resourceOf(type)} "${name}"`;
  const details = { ...named(name, type.group, type.plural), ...(causes ? { causes } : {}) };
  return new ApiError(403, "Forbidden", `${subject} is forbidden: ${message}`, details);
};

/** 422: the object, or the options of the request, violate the rules of their kind. */
export const invalid = (type: Pick<Subject, "group" | "kind">, name: string, causes: readonly FieldCause[]) => {
  const texts = causes.map(({ field, message }) => `${field}: ${message}`);
  const text = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  const subject = { ...type, plural: "" };
  return new ApiError(422, "Invalid", `${kindOf(subject)} "${name}" is invalid: ${text}`, {
    ...named(name, type.group, type.kind),
    causes,
  });
};

/** 410: the history that would be needed is gone. */
export const expired = (message: string, metadata?: Readonly<Record<string, string>>) =>
  new ApiError(410, "Expired", message, undefined, metadata);

/** 405 and 404 of the router, which know of no object. */
export const methodNotAllowed = () =>
  new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", {});

/** 404: the path names no resource that is served. */
export const noSuchResource = () => new ApiError(404, "NotFound", "the server could not find the requested resource", {});

/** 415: a body, or a patch, in a form that this resource does not take. */
export const unsupportedMediaType = (accepted: readonly string[]) =>
  new ApiError(
    415,
    "UnsupportedMediaType",
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`,
  );
