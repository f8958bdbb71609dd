import type { Json, JsonObject } from "@holdfast/contracts/json";

/** A condition as the API writes it. */
export interface ObjectCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string | null;
  readonly message: string | null;
}

/** A container of a pod, or of the template that makes pods. What only a running one has is null in a template. */
export interface ObjectContainer {
  readonly name: string;
  readonly image: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly isReady: boolean | null;
  readonly restarts: number | null;
  readonly lastEnd: { readonly reason: string | null; readonly exitCode: number | null; readonly at: Date | null } | null;
  readonly requests: ContainerAmounts;
  readonly limits: ContainerAmounts;
  readonly isInit: boolean;
}

export interface ContainerAmounts {
  readonly cores: number | null;
  readonly memoryBytes: number | null;
}

/** What an agent told of an object, sorted into what has a place of its own on the page and the rest. */
export interface ObjectFacts {
  readonly conditions: readonly ObjectCondition[];
  readonly containers: readonly ObjectContainer[];
  readonly annotations: Readonly<Record<string, string>>;
  /** Single values: a machine's word and what it says. */
  readonly single: readonly (readonly [string, string | number | boolean])[];
  /** Everything that is a structure of its own. */
  readonly structured: JsonObject;
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
const number = (value: Json | undefined) => (typeof value === "number" ? value : null);
const objects = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);
const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

function instant(value: Json | undefined): Date | null {
  const at = new Date(text(value) ?? "");
  return Number.isNaN(at.getTime()) ? null : at;
}

const amounts = (value: Json | undefined): ContainerAmounts => {
  const { cpuMillis, memoryBytes } = objectOf(value);
  const millis = number(cpuMillis);
  return { cores: millis === null ? null : millis / 1000, memoryBytes: number(memoryBytes) };
};

function containerOf(container: JsonObject, isInit: boolean, isRunning: boolean): ObjectContainer {
  const end = isObject(container.lastEnd) ? container.lastEnd : null;
  return {
    name: text(container.name) ?? "",
    image: text(container.image),
    state: text(container.state),
    reason: text(container.reason),
    isReady: isRunning ? container.isReady === true : null,
    restarts: isRunning ? (number(container.restarts) ?? 0) : null,
    lastEnd: end && { reason: text(end.reason), exitCode: number(end.exitCode), at: instant(end.at) },
    requests: amounts(container.requests),
    limits: amounts(container.limits),
    isInit,
  };
}

function containersOf(facts: JsonObject): ObjectContainer[] {
  const isRunning = Array.isArray(facts.containers);
  const source = isRunning ? facts : objectOf(facts.template);
  return [
    ...objects(source.initContainers).map((container) => containerOf(container, true, isRunning)),
    ...objects(source.containers).map((container) => containerOf(container, false, isRunning)),
  ];
}

const PLACED = new Set(["conditions", "containers", "initContainers", "annotations"]);

/** The template without what the page shows of it elsewhere. */
function restOf(name: string, value: Json): Json {
  if (name !== "template" || !isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !PLACED.has(key)));
}

/** Reads the facts of an object. They came from a cluster: what has another shape than expected stays among the structured rest. */
export function objectFacts(facts: JsonObject): ObjectFacts {
  const single: [string, string | number | boolean][] = [];
  const structured: JsonObject = {};
  for (const [name, value] of Object.entries(facts)) {
    if (PLACED.has(name)) continue;
    if (typeof value === "object") structured[name] = restOf(name, value);
    else single.push([name, value]);
  }
  const annotations = Object.entries(objectOf(facts.annotations)).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  return {
    conditions: objects(facts.conditions).map(({ type, status, reason, message }) => ({
      type: text(type) ?? "",
      status: text(status) ?? "Unknown",
      reason: text(reason),
      message: text(message),
    })),
    containers: containersOf(facts),
    annotations: Object.fromEntries(annotations),
    single,
    structured,
  };
}
