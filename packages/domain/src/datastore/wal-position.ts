/** A position in PostgreSQL's write-ahead log as PostgreSQL writes it: `16/B374D848`. */
export const walPosition = (bytes: number): string => {
  const whole = BigInt(Math.max(0, Math.trunc(bytes)));
  return `${(whole >> 32n).toString(16).toUpperCase()}/${(whole & 0xffffffffn).toString(16).toUpperCase()}`;
};
