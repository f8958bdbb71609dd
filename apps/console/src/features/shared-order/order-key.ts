/** The name of a new order: random, so that a second press of the same button can be told from a second order. */
export const orderKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
