import { ApiError, badRequest, methodNotAllowed, noSuchResource, unsupportedMediaType } from "../api-error";
import type { WriteOptions, WriteResult } from "../cluster-api";
import type { KubeObject } from "../cluster-store";
import { listObjects } from "../read/list-objects";
import { type Negotiated, negotiate, represent } from "../read/representation";
import type { ResourceType } from "../resource-type";
import { applyObject } from "../write/apply-object";
import { createObject } from "../write/create-object";
import { deleteObject } from "../write/delete-object";
import { evictPod } from "../write/evict-pod";
import { APPLY_PATCH, patched, patchObject, patchTypesOf } from "../write/patch-object";
import { replaceObject } from "../write/replace-object";
import { readScale, type Scale, writeScale } from "../write/scale-object";
import { liveObject, type WriteTarget } from "../write/update-object";
import { accessDenied, isAllowed, type TokenIdentity } from "./access";
import { reviewAccess, reviewRules } from "./access-review";
import { type Exchange, sendJson, sendPieces } from "./answer";
import { listPieces } from "./list-pieces";
import { sendLog } from "./log-response";
import { mediaTypeOf, readObject, readPatch, unrecognized } from "./read-body";
import type { ResourcePath } from "./request-info";
import { applyForce, deleteOptions, isSet, listRequest, watchTimeoutMs, writeOptions } from "./request-options";
import type { ServedCluster } from "./served-cluster";
import { startWatch } from "./watch-response";

/** Everything about one request to a resource. */
interface Call {
  readonly cluster: ServedCluster;
  readonly exchange: Exchange;
  readonly path: ResourcePath;
  readonly type: ResourceType;
  readonly target: WriteTarget;
  readonly query: URLSearchParams;
  readonly identity: TokenIdentity;
}

type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection";

const REVIEWS = ["selfsubjectaccessreviews", "selfsubjectrulesreviews"];

const verbOf = (method: string, { name, isWatchPath }: ResourcePath, query: URLSearchParams): Verb | null => {
  switch (method) {
    case "GET":
      if (name !== "" && !isWatchPath) return "get";
      return isWatchPath || isSet(query, "watch") ? "watch" : "list";
    case "POST":
      return "create";
    case "PUT":
      return "update";
    case "PATCH":
      return "patch";
    case "DELETE":
      return name === "" ? "deletecollection" : "delete";
    default:
      return null;
  }
};

const negotiated = ({ exchange, type, query }: Call, isList: boolean): Negotiated =>
  negotiate(exchange.request.headers.accept, isList, type, query.get("includeObject"));

const optionsOf = ({ query, identity, exchange }: Call, kind: string): WriteOptions =>
  writeOptions(query, kind, identity.user, exchange.request.headers["user-agent"] ?? "");

const sendObject = async (call: Call, code: number, object: KubeObject, warnings: readonly string[] = []): Promise<void> => {
  const { representation, mediaType } = negotiated(call, false);
  await sendJson(call.exchange, code, represent(call.type, object, representation, call.cluster.api.now()), { warnings, mediaType });
};

const sendWritten = (call: Call, { object, warnings, isNew }: WriteResult<KubeObject>): Promise<void> =>
  sendObject(call, isNew ? 201 : 200, object, warnings);

const list = async (call: Call): Promise<void> => {
  const { representation, mediaType } = negotiated(call, true);
  const { cluster, type, path, query } = call;
  const page = listObjects(cluster.api, listRequest(query, type, path.namespace ?? undefined, false));
  const pieces = listPieces(type, page, representation, cluster.api.now());
  if (mediaType === "application/json") await sendPieces(call.exchange, 200, pieces);
  else await sendJson(call.exchange, 200, JSON.parse([...pieces].join("")) as object, { mediaType });
};

const watch = (call: Call): void => {
  const { cluster, exchange, type, path, query } = call;
  const request = listRequest(query, type, path.namespace ?? undefined, true);
  const named = path.name === "" ? request : { ...request, fields: { matches: ({ metadata }: KubeObject) => metadata.name === path.name } };
  startWatch(cluster, exchange, {
    ...named,
    // A watch takes either spelling of the metadata form.
    representation: negotiate(exchange.request.headers.accept?.replace("MetadataList", "Metadata"), false, type, query.get("includeObject"))
      .representation,
    sendsInitialEvents: isSet(query, "sendInitialEvents"),
    allowsBookmarks: isSet(query, "allowWatchBookmarks"),
    timeoutMs: watchTimeoutMs(query),
  });
};

const create = async (call: Call): Promise<void> => {
  const { cluster, type, path, target, identity, exchange } = call;
  const options = optionsOf(call, "CreateOptions");
  const body = await readObject(exchange.request, type.kind);
  if (REVIEWS.includes(type.plural)) {
    const review = type.plural === "selfsubjectaccessreviews" ? reviewAccess : reviewRules;
    await sendJson(exchange, 201, review(identity, body ?? {}));
  } else if (path.subresource === "exec") {
    throw badRequest("Upgrade request required");
  } else if (path.subresource === "eviction") {
    await sendJson(exchange, 201, evictPod(cluster.api, target, body ?? {}, options));
  } else {
    if (path.name !== "") throw methodNotAllowed();
    if (!body) throw unrecognized(type.kind, "unexpected end of JSON input", "");
    await sendWritten(call, createObject(cluster.api, type, path.namespace, body, options));
  }
};

const sendScale = async ({ exchange }: Call, { object, warnings }: WriteResult<Scale>): Promise<void> => {
  await sendJson(exchange, 200, object, { warnings });
};

const update = async (call: Call): Promise<void> => {
  const { cluster, type, target, path, exchange } = call;
  const options = optionsOf(call, "UpdateOptions");
  const body = await readObject(exchange.request, type.kind);
  if (!body) throw unrecognized(type.kind, "unexpected end of JSON input", "");
  if (path.subresource === "scale")
    await sendScale(
      call,
      writeScale(cluster.api, target, () => body, options),
    );
  else await sendWritten(call, replaceObject(cluster.api, target, body, options));
};

const patch = async (call: Call): Promise<void> => {
  const { cluster, type, target, path, exchange, query } = call;
  const options = optionsOf(call, "PatchOptions");
  const mediaType = mediaTypeOf(exchange.request);
  const isKnown = mediaType.endsWith("patch+json") || mediaType === APPLY_PATCH;
  if (!isKnown) throw new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", {});
  if (!patchTypesOf(type).includes(mediaType)) throw unsupportedMediaType(patchTypesOf(type));
  const isForced = mediaType === APPLY_PATCH && applyForce(query);
  const body = await readPatch(exchange.request);
  if (path.subresource === "scale") {
    const change = (scale: Scale) => patched({ ...scale }, body, mediaType, type);
    await sendScale(call, writeScale(cluster.api, target, change, options));
  } else if (mediaType === APPLY_PATCH) {
    // YAML of an object; anything else is refused for lack of a kind.
    const config = (body ?? {}) as Record<string, unknown>;
    await sendWritten(call, applyObject(cluster.api, target, config, { ...options, isForced }));
  } else await sendWritten(call, patchObject(cluster.api, target, body, mediaType, options));
};

const remove = async (call: Call): Promise<void> => {
  const { cluster, target, exchange, query, type } = call;
  const { dryRun, ...request } = deleteOptions(query, await readObject(exchange.request, "DeleteOptions"));
  const options = optionsOf(call, "DeleteOptions");
  const result = deleteObject(cluster.api, target, request, { ...options, isDryRun: options.isDryRun || dryRun.includes("All") });
  const { warnings } = result;
  if (result.body !== result.object) await sendJson(exchange, 200, result.body, { warnings });
  else await sendJson(exchange, 200, represent(type, result.object, { as: "object" }, cluster.api.now()), { warnings });
};

const removeAll = async (call: Call): Promise<void> => {
  const { cluster, type, path, exchange, query } = call;
  const { dryRun, ...request } = deleteOptions(query, await readObject(exchange.request, "DeleteOptions"));
  const options = optionsOf(call, "DeleteOptions");
  const page = listObjects(cluster.api, listRequest(query, type, path.namespace ?? undefined, false));
  for (const { metadata } of page.items) {
    const target = { type, namespace: metadata.namespace ?? null, name: metadata.name, subresource: "" };
    deleteObject(cluster.api, target, request, { ...options, isDryRun: options.isDryRun || dryRun.includes("All") });
  }
  await sendPieces(exchange, 200, listPieces(type, page, { as: "object" }, cluster.api.now()));
};

const read = async (call: Call): Promise<void> => {
  const { cluster, exchange, target, path, query } = call;
  const { namespace, name } = target;
  if (path.subresource === "exec") throw badRequest("Upgrade request required");
  if (path.subresource === "log" && namespace !== null) await sendLog(cluster, exchange, { namespace, name }, query);
  else if (path.subresource === "scale") await sendJson(exchange, 200, readScale(cluster.api, target));
  else await sendObject(call, 200, liveObject(cluster.api, target));
};

const verbs: Readonly<Record<Verb, (call: Call) => Promise<void> | void>> = {
  ...{ get: read, list, watch, create, update, patch },
  ...{ delete: remove, deletecollection: removeAll },
};

/** What a resource can be asked, by the shape of the path. */
const isServed = ({ type, path }: Pick<Call, "type" | "path">, verb: Verb): boolean => {
  const { subresource, name, namespace } = path;
  if (subresource === "eviction") return verb === "create";
  if (subresource === "log") return verb === "get";
  if (subresource === "exec") return verb === "get" || verb === "create";
  if (subresource === "finalize") return verb === "update";
  if (subresource !== "") return ["get", "patch", "update"].includes(verb);
  const isOfOne = verb === "get" || verb === "update" || verb === "patch" || verb === "delete";
  if (!type.verbs.includes(verb) || isOfOne !== (name !== "" && verb !== "watch")) return false;
  const isAcross = type.isNamespaced && namespace === null;
  return !isAcross || verb === "list" || verb === "watch";
};

/** Answers a request to a resource, once the token's rights allow it. */
export async function handleResource(
  cluster: ServedCluster,
  exchange: Exchange,
  path: ResourcePath,
  query: URLSearchParams,
  identity: TokenIdentity,
): Promise<void> {
  const { group, version, plural, namespace, name, subresource } = path;
  const type = cluster.api.types.find(group, version, plural);
  if (!type || (subresource !== "" && !type.subresources.includes(subresource))) throw noSuchResource();
  if (!type.isNamespaced && namespace !== null) throw noSuchResource();
  const verb = verbOf(exchange.request.method ?? "", path, query);
  if (!verb || !isServed({ type, path }, verb)) throw methodNotAllowed();
  const request = { verb, group, plural, subresource, namespace, name };
  const isOwnReview = REVIEWS.includes(plural);
  if (!isOwnReview && !isAllowed(identity.rules, request)) throw accessDenied(identity.user, request);
  await verbs[verb]({ cluster, exchange, path, type, query, identity, target: { type, namespace, name, subresource } });
}
