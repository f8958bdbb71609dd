import { ApiError, badRequest } from "../api-error";
import type { KubeObject } from "../cluster-store";
import type { ResourceType } from "../resource-type";
import { tableOf } from "./table";

/** The form in which objects are answered. */
export type Representation =
  | { readonly as: "object" }
  | { readonly as: "metadata" }
  | { readonly as: "table"; readonly include: "None" | "Metadata" | "Object" };

/** The form, and whether it is to be written as YAML. */
export interface Negotiated {
  readonly representation: Representation;
  readonly mediaType: "application/json" | "application/yaml";
}

const ACCEPTED = ["application/json", "application/yaml"] as const;
const META_GROUP = "meta.k8s.io";

interface AcceptClause {
  readonly mediaType: string;
  readonly params: ReadonlyMap<string, string>;
}

const clausesOf = (accept: string): AcceptClause[] =>
  accept
    .split(",")
    .filter((clause) => clause.trim() !== "")
    .map((clause) => {
      const [mediaType = "", ...params] = clause.split(";").map((part) => part.trim());
      const pairs = params.map((param) => param.split("=", 2) as [string, string]);
      return { mediaType: mediaType.toLowerCase(), params: new Map(pairs) };
    });

const includeOf = (text: string | null): "None" | "Metadata" | "Object" => {
  if (text === null || text === "" || text === "Metadata") return "Metadata";
  if (text === "None" || text === "Object") return text;
  const detail = `includeObject: Invalid value: ${JSON.stringify(text)}: must be 'Metadata', 'Object', 'None', or empty`;
  throw badRequest(`Unable to convert to Table as requested: ${detail}`);
};

const plainType = (mediaType: string): "application/json" | "application/yaml" | null => {
  if (mediaType === "*/*" || mediaType === "application/*") return "application/json";
  return ACCEPTED.find((accepted) => accepted === mediaType) ?? null;
};

const notAcceptable = (message: string) => new ApiError(406, "NotAcceptable", message);

const formOf = ({ params }: AcceptClause, isList: boolean, type: ResourceType, include: string | null): Representation | null => {
  const as = params.get("as");
  if (as === undefined) return { as: "object" };
  if (params.get("g") !== META_GROUP || !["v1", "v1beta1"].includes(params.get("v") ?? "")) return null;
  if (as === "Table") return { as: "table", include: includeOf(include) };
  if (as === "PartialObjectMetadataList" && isList) return { as: "metadata" };
  if (as !== "PartialObjectMetadata") return null;
  if (!isList) return { as: "metadata" };
  throw notAcceptable(
    `you requested PartialObjectMetadata, but the requested object is a list (*${type.group || "core"}.${type.listKind})`,
  );
};

/** Chooses the form by the Accept header; 406 when none of what is asked for can be had. */
export function negotiate(accept: string | undefined, isList: boolean, type: ResourceType, include: string | null): Negotiated {
  const clauses = clausesOf(accept ?? "");
  if (clauses.length === 0) return { representation: { as: "object" }, mediaType: "application/json" };
  for (const clause of clauses) {
    const mediaType = plainType(clause.mediaType);
    const representation = mediaType && formOf(clause, isList, type, include);
    if (mediaType && representation) return { representation, mediaType };
  }
  throw notAcceptable(`only the following media types are accepted: ${ACCEPTED.join(", ")}`);
}

/** The metadata alone. */
export const metadataOf = ({ metadata }: Pick<KubeObject, "metadata">) => ({
  kind: "PartialObjectMetadata",
  apiVersion: "meta.k8s.io/v1",
  metadata,
});

/** An object as its resource's version writes it; custom resources are served in every version that they have. */
export const versioned = (type: ResourceType, object: KubeObject): KubeObject =>
  object.apiVersion === type.apiVersion ? object : { ...object, apiVersion: type.apiVersion };

/** One object in the form that was asked for. */
export function represent(type: ResourceType, object: KubeObject, representation: Representation, now: Date): object {
  if (representation.as === "metadata") return metadataOf(object);
  if (representation.as === "object") return versioned(type, object);
  const { resourceVersion } = object.metadata;
  return tableOf(type, [versioned(type, object)], { resourceVersion }, representation.include, now);
}
