import { databaseEnv as database } from "@holdfast/db/env-schema";

/** The store's part of the environment, for those above who may not import the store. */
export const databaseEnv = database;
