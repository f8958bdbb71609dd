import { z } from "zod";
import { LONGEST_QUERY } from "./search";
import { SearchAlertView } from "./search-alert";

const Name = z.string().trim().min(1, "give it a name").max(80, "at most 80 characters");

/** A query to keep under a name, for oneself or for everybody. */
export const SaveSearch = z.strictObject({
  name: Name,
  query: z.string().trim().min(1, "there is nothing to keep: write a query first").max(LONGEST_QUERY),
  isShared: z.boolean(),
});
export type SaveSearch = z.infer<typeof SaveSearch>;

/** Another name for a saved search, or other readers. */
export const EditSavedSearch = z.strictObject({ id: z.uuid(), version: z.number().int(), name: Name, isShared: z.boolean() });
export type EditSavedSearch = z.infer<typeof EditSavedSearch>;

/** A saved search as its readers see it. Its query shows each reader what that reader may see. */
export const SavedSearchView = z.object({
  id: z.uuid(),
  name: z.string(),
  query: z.string(),
  isShared: z.boolean(),
  isOwn: z.boolean(),
  ownerName: z.string(),
  version: z.number().int(),
  /** Of one's own search; null for one without, and for those of others: it counts what its owner may see. */
  alert: SearchAlertView.nullable(),
});
export type SavedSearchView = z.infer<typeof SavedSearchView>;
