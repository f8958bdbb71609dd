import { arithmeticFunctions } from "./arithmetic";
import { calendarFunctions } from "./calendar";
import { conversionFunctions } from "./conversion";
import type { PromqlFunction } from "./definition";
import { histogramFunctions } from "./histogram";
import { labelFunctions } from "./labels";
import { overTimeFunctions } from "./over-time";
import { presenceFunctions } from "./presence";
import { rateFunctions } from "./rate";

const catalogue: ReadonlyMap<string, PromqlFunction> = new Map(
  [
    arithmeticFunctions,
    calendarFunctions,
    conversionFunctions,
    histogramFunctions,
    labelFunctions,
    overTimeFunctions,
    presenceFunctions,
    rateFunctions,
  ].flatMap((group) => Object.entries(group)),
);

/** The function of that name, or undefined. */
export const functionNamed = (name: string): PromqlFunction | undefined => catalogue.get(name);
