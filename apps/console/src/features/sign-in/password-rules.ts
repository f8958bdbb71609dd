/** The rules for a new password, in the order in which they are shown. Length does the work (NIST SP 800-63B). */
export const passwordRules = ["length", "notPersonal", "notRepeated"] as const;
export type PasswordRule = (typeof passwordRules)[number];

export const MIN_PASSWORD_LENGTH = 12;
export const MAX_PASSWORD_LENGTH = 128;

const LEAST_PERSONAL = 4;
const LEAST_DIFFERENT = 5;

/** Words of the account that a guesser tries first. */
const personalWords = (name: string, email: string): string[] =>
  [...name.split(/\s+/), ...email.split(/[@.+_-]/)].map((word) => word.toLowerCase()).filter((word) => word.length >= LEAST_PERSONAL);

/** Which rules a password breaks; none means that it may be used. Emptiness is not a word of its own: it breaks the length. */
export function brokenPasswordRules(password: string, name: string, email: string): PasswordRule[] {
  const letters = [...password];
  const lower = password.toLowerCase();
  const broken: Record<PasswordRule, boolean> = {
    length: letters.length < MIN_PASSWORD_LENGTH || letters.length > MAX_PASSWORD_LENGTH,
    notPersonal: personalWords(name, email).some((word) => lower.includes(word)),
    notRepeated: new Set(letters).size < LEAST_DIFFERENT,
  };
  return passwordRules.filter((rule) => broken[rule]);
}
