import { z } from "zod";

/** What a person may be, on a set of clusters. The permissions of each are in the Cedar policies of `services`. */
export const UserRole = z.enum(["viewer", "operator", "approver", "admin"]);
export type UserRole = z.infer<typeof UserRole>;
