import { visibleName } from "@holdfast/ui/rules/visible-text";

/** So many characters at the end of a made name tell it apart from its siblings. */
const TAIL = 12;
const LONG = 24;

/** A name that is cut in the middle where there is no room: its end is what tells a pod from the others of its workload. */
export function ObjectName({ name }: { readonly name: string }) {
  const written = visibleName(name);
  if (written.length <= LONG) return written;
  return (
    <>
      <span className="flex min-w-0" aria-hidden="true" title={written}>
        <span className="min-w-0 truncate whitespace-pre">{written.slice(0, -TAIL)}</span>
        <span className="shrink-0 whitespace-pre">{written.slice(-TAIL)}</span>
      </span>
      <span className="sr-only">{written}</span>
    </>
  );
}
