import { router } from "../../procedures";
import { create } from "./create";
import { edit } from "./edit";
import { list } from "./list";
import { preview } from "./preview";
import { remove } from "./remove";
import { schedules } from "./schedules";

/** The calendar of drills. */
export const drill = router({ list, schedules, preview, create, edit, remove });
