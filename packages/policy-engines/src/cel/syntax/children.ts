import type { Node } from "./ast";

/** The nodes that a node is made of. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "select":
      return [node.operand];
    case "call":
      return [...(node.target ? [node.target] : []), ...node.args];
    case "list":
      return node.elements.map((element) => element.node);
    case "map":
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case "macro":
      return [node.range, ...(node.filter ? [node.filter] : []), node.body];
    default:
      return [];
  }
}
