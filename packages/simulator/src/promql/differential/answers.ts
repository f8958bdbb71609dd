import type { ApiAnswer, ApiHandler } from "../../signals/http-answer";
import { DATASET_START_MS } from "./dataset";

/** One request to a Prometheus. */
export interface Question {
  readonly path: string;
  readonly params: readonly (readonly [string, string])[];
}

/** A recorded answer: its status, and its body as parsed JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const seconds = (afterStart: number): string => String(DATASET_START_MS / 1_000 + afterStart);

/** The instants at which each query is asked: early, in the gap, in the middle, late. */
const INSTANTS = [613.25, 3_180, 4_700, 7_000.5];

/** A query at four instants and as a range. */
export function questionsOf(query: string): Question[] {
  return [...INSTANTS.map((at) => instantQuestion(query, at)), rangeQuestion(query)];
}

/** A query at an instant, in seconds after the start of the data set. */
export function instantQuestion(query: string, afterStart: number): Question {
  return {
    path: "/api/v1/query",
    params: [
      ["query", query],
      ["time", seconds(afterStart)],
    ],
  };
}

/** A query over nearly the whole data set in 60 steps. */
export function rangeQuestion(query: string, steps = 60): Question {
  const range: [string, string][] = [
    ["start", seconds(300)],
    ["end", seconds(7_100)],
    ["step", String(Math.floor(6_800 / steps))],
  ];
  return { path: "/api/v1/query_range", params: [["query", query], ...range] };
}

const parametersOf = ({ params }: Question): URLSearchParams =>
  new URLSearchParams(params.map(([name, value]): [string, string] => [name, value]));

/** Lists take no form, so queries alone are posted. */
const methodOf = ({ path }: Question): "GET" | "POST" => (/^\/api\/v1\/query/.test(path) ? "POST" : "GET");

/** Asks a server. */
export async function ask(origin: string, question: Question): Promise<Answer> {
  const [method, params] = [methodOf(question), parametersOf(question)];
  const signal = AbortSignal.timeout(30_000);
  const url = `${origin}${question.path}`;
  const answer = await (method === "GET" ? fetch(`${url}?${params}`, { signal }) : fetch(url, { method, body: params, signal }));
  return { status: answer.status, body: parsed(await answer.text()) };
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Asks one of our handlers. */
export async function askOurs(api: ApiHandler, question: Question): Promise<Answer> {
  const params = parametersOf(question);
  const answer: ApiAnswer = await api({ method: methodOf(question), path: question.path, params });
  return { status: answer.status, body: parsed(answer.body) };
}

const TOLERANCE = 1e-9;

function sameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
}

type Pair = readonly [number, string];
const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === "number" && typeof value[1] === "string";

function differenceOf(path: string, ours: unknown, theirs: unknown): string | undefined {
  if (isPair(ours) && isPair(theirs)) {
    const same = ours[0] === theirs[0] && sameNumber(ours[1], theirs[1]);
    return same ? undefined : `${path}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`;
  }
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null)
    return Object.is(ours, theirs) ? undefined : `${path}: ${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`;
  const [mine, others] = [Object.entries(ours), new Map(Object.entries(theirs))];
  if (mine.length !== others.size) return `${path}: ${JSON.stringify(ours).slice(0, 300)} is not ${JSON.stringify(theirs).slice(0, 300)}`;
  for (const [name, value] of mine) {
    const difference = differenceOf(`${path}.${name}`, value, others.get(name));
    if (difference) return difference;
  }
  return undefined;
}

interface Body {
  readonly data?: { readonly resultType?: string; readonly result?: readonly { readonly metric: Record<string, string> }[] };
}

/** Newer versions add remarks beside their answers; they are no part of them. */
function withoutRemarks(body: unknown): unknown {
  if (typeof body !== "object" || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== "warnings" && name !== "infos"));
}

/** Prometheus promises no order of an instant vector, except for sort and the k best. */
function ordered(body: unknown): unknown {
  const { data } = body as Body;
  if (data?.resultType !== "vector") return body;
  const key = ({ metric }: { metric: Record<string, string> }): string => JSON.stringify(Object.entries(metric).sort());
  return { status: "success", data: { ...data, result: (data.result ?? []).toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) } };
}

/** Where two answers differ by more than 1e-9, or undefined when they do not. `keepsOrder` compares the order of a vector too. */
export function difference(ours: Answer, theirs: Answer, keepsOrder = false): string | undefined {
  const [mine, other] = [ours.body, theirs.body].map(withoutRemarks).map((body) => (keepsOrder ? body : ordered(body)));
  return differenceOf("answer", { status: ours.status, body: mine }, { status: theirs.status, body: other });
}
