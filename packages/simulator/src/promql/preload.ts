import { type AtModifier, type Expression, partsOf, type Subquery, type VectorSelector } from "./ast";
import type { Semantics } from "./semantics";
import type { SeriesSlice, SeriesSource } from "./series-source";

/** The bounds of a query; equal for an instant one. */
export interface QueryBounds {
  readonly startMs: number;
  readonly endMs: number;
}

/** The instant that an `@` modifier names. */
export function fixedInstant(at: AtModifier, bounds: QueryBounds): number {
  if (at === "start") return bounds.startMs;
  return at === "end" ? bounds.endMs : at.atMs;
}

/** The windows that each selector will be asked for, found by walking the tree once with the bounds that each part sees. */
class Reach {
  readonly found: { selector: VectorSelector; fromMs: number; toMs: number }[] = [];
  private readonly query: QueryBounds;
  private readonly semantics: Semantics;

  constructor(query: QueryBounds, semantics: Semantics) {
    this.query = query;
    this.semantics = semantics;
  }

  walk(expression: Expression, bounds: QueryBounds): void {
    if (expression.kind === "vector") this.selector(expression, bounds, this.semantics.lookbackMs);
    else if (expression.kind === "matrix") this.selector(expression.selector, bounds, expression.rangeMs);
    else for (const part of partsOf(expression)) this.walk(part, expression.kind === "subquery" ? this.inside(expression, bounds) : bounds);
  }

  private seenBy(shifted: Pick<Subquery, "at" | "offsetMs">, bounds: QueryBounds): QueryBounds {
    const fixed = shifted.at === null ? undefined : fixedInstant(shifted.at, this.query);
    return { startMs: (fixed ?? bounds.startMs) - shifted.offsetMs, endMs: (fixed ?? bounds.endMs) - shifted.offsetMs };
  }

  private selector(selector: VectorSelector, bounds: QueryBounds, backMs: number): void {
    const { startMs, endMs } = this.seenBy(selector, bounds);
    this.found.push({ selector, fromMs: startMs - backMs, toMs: endMs });
  }

  private inside(subquery: Subquery, bounds: QueryBounds): QueryBounds {
    const { startMs, endMs } = this.seenBy(subquery, bounds);
    return { startMs: startMs - subquery.rangeMs, endMs };
  }
}

/** Reads everything that an expression will need, once, so that all its steps see one state of the store. */
export function preload(
  expression: Expression,
  source: SeriesSource,
  bounds: QueryBounds,
  semantics: Semantics,
): ReadonlyMap<VectorSelector, readonly SeriesSlice[]> {
  const reach = new Reach(bounds, semantics);
  reach.walk(expression, bounds);
  return new Map(reach.found.map(({ selector, fromMs, toMs }) => [selector, source.select(selector.matchers, fromMs, toMs)]));
}
