/** Hands out the addresses of pods: a /24 to each node, used again when it is through. */
export class PodAddresses {
  private readonly nodes = new Map<string, { readonly index: number; next: number }>();

  /** The address of the next pod of a node. */
  next(node: string): string {
    const range = this.nodes.get(node) ?? { index: this.nodes.size, next: 0 };
    this.nodes.set(node, range);
    range.next = (range.next % 250) + 1;
    return `10.${244 + ((range.index >> 8) & 7)}.${range.index & 255}.${range.next + 1}`;
  }
}
