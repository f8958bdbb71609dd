/** An image reference in its parts; the repository in segments, without the registry's host. `tag` is null where a digest or nothing stands. */
export interface ImageParts {
  readonly segments: readonly string[];
  readonly tag: string | null;
}

const isHost = (segment: string) => segment.includes(".") || segment.includes(":") || segment === "localhost";

/** Takes an image reference apart. A colon before the last slash is a registry's port. */
export function imageParts(image: string): ImageParts {
  const withoutDigest = image.replace(/@.*$/, "");
  const path = withoutDigest.split("/");
  const [last = "", tag] = (path.pop() ?? "").split(":");
  const first = path[0];
  const segments = [...(first !== undefined && isHost(first) ? path.slice(1) : path), last];
  return { segments: segments.filter(Boolean), tag: tag || null };
}
