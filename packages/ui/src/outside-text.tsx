import { PlainText } from "./internal/plain-text";

/** A text from a cluster inside markup of one's own: what would hide in it or turn it is shown by name. Components do this by themselves. */
export function OutsideText({ children }: { readonly children: string }) {
  return (
    <bdi>
      <PlainText text={children} />
    </bdi>
  );
}
