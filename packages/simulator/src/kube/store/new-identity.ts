const hex = (random: () => number, digits: number) =>
  Math.floor(random() * 16 ** digits)
    .toString(16)
    .padStart(digits, "0");

/** A version 4 UUID from the given source of randomness, so that a seeded run has the same uids again. */
export function newUid(random: () => number): string {
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-${variant}${hex(random, 3)}-${hex(random, 6)}${hex(random, 6)}`;
}

const NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** The random end of a generated name: letters that cannot spell words, as Kubernetes uses them. */
export function nameSuffix(random: () => number, length = 5): string {
  return Array.from({ length }, () => NAME_LETTERS[Math.floor(random() * NAME_LETTERS.length)]).join("");
}
