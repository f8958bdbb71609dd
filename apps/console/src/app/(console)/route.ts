import { redirect } from "next/navigation";

/** The way home while no page stands here: Next.js refuses a page beside it, so whoever adds the fleet takes it away. */
export function GET(): never {
  redirect("/settings");
}
