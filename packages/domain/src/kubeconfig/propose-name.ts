const MAX_NAME = 63;

const labelOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_NAME)
    .replace(/-+$/, "");

/** What is left of a context's name when what tools put around it is gone: `admin@fra-1`, `arn:aws:eks:…:cluster/fra-1`, `gke_project_zone_fra-1`. */
function core(context: string): string {
  const last = context.split("/").at(-1) ?? context;
  if (/^gke_[^_]+_[^_]+_/.test(last)) return last.split("_").slice(3).join("-");
  return last.split("@").at(-1) ?? last;
}

/** A name for a cluster: from its context, a DNS label that is not `taken`. */
export function proposeName(context: string, taken: ReadonlySet<string>): string {
  const base = labelOf(core(context)) || labelOf(context) || "cluster";
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const suffix = `-${number}`;
    const name = `${base.slice(0, MAX_NAME - suffix.length).replace(/-+$/, "")}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
