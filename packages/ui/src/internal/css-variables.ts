import type {} from "react";

declare module "react" {
  /** The custom properties that components set for their own style sheets. */
  interface CSSProperties {
    "--table-least"?: string;
  }
}
