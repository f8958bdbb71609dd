const MOST = 5000;

/** The replicas that a text says; null when it is no whole number that can be ordered. */
export function replicasOf(text: string): number | null {
  const trimmed = text.trim();
  return /^\d{1,4}$/.test(trimmed) && Number(trimmed) <= MOST ? Number(trimmed) : null;
}
