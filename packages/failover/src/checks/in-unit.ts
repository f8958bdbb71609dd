/** A figure as people read it, with its unit where it has one. */
export const inUnit = (value: number, { unit }: { readonly unit: string }): string =>
  `${Number(value.toPrecision(6))}${unit === "" ? "" : ` ${unit}`}`;
