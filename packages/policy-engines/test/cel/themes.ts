import { collections } from "./expressions/collections";
import { kubernetes } from "./expressions/kubernetes";
import { language } from "./expressions/language";
import { optionals } from "./expressions/optionals";
import { refusals } from "./expressions/refusals";
import { requests } from "./expressions/requests";
import { strings } from "./expressions/strings";
import { time } from "./expressions/time";

/** The expressions that are held to the oracle, by theme. */
export const themes: Readonly<Record<string, readonly string[]>> = {
  ...{ language, strings, collections, optionals, kubernetes, time, requests, refusals },
};
