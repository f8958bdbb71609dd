const pad = (value: number, digits = 2) => String(value).padStart(digits, "0");

/** An instant as a `datetime-local` control writes it, in the zone of this browser; empty for none. */
export function localMinute(at: Date | undefined): string {
  if (at === undefined) return "";
  const day = `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${day}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}

/** The instant that such a text means, as an address keeps it; null while it is not one yet. */
export function instantOf(minute: string): string | null {
  const at = new Date(minute);
  return minute === "" || Number.isNaN(at.getTime()) ? null : at.toISOString();
}
