/** The days that a form says a cluster may be away: null where it says nothing, and what is no number for the schema to refuse. */
export function readAwayDays(form: FormData): number | null {
  const text = String(form.get("awayDays") ?? "").trim();
  return text === "" ? null : Number(text);
}
