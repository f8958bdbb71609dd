import type { LabelSet } from "./label-set";

/** One element of an instant vector. */
export interface Element {
  readonly labels: LabelSet;
  readonly value: number;
}

/** An instant vector: one element a series. */
export type Vector = readonly Element[];

/** What an expression yields at one instant; matrices exist only as arguments. */
export type InstantValue = number | string | Vector;

/** The samples of one series inside a range, oldest first, none of them stale, at least one. */
export interface Window {
  readonly labels: LabelSet;
  readonly timestamps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** A range vector at one instant, with the bounds that extrapolation needs. */
export interface Matrix {
  readonly startMs: number;
  readonly endMs: number;
  readonly windows: readonly Window[];
}

/** How long the range is, in seconds. */
export const rangeSeconds = (matrix: Matrix): number => (matrix.endMs - matrix.startMs) / 1_000;
