import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import type { Flow } from "../flow";

/** A request of the demo stands for so many orders of the real sale, which autoscalers count in thousands. */
const ORDERS_PER_REQUEST = 100;
const APPLICATION = "flash-sale";

/** The orders that come in at one cluster's flash sale: what its autoscaler goes by. */
export class OrderRecorder {
  private readonly group: MeterGroup;
  private readonly site: string;

  constructor(site: string, store: SeriesStore) {
    this.site = site;
    this.group = new MeterGroup(store, { namespace: "retail", service: APPLICATION });
  }

  record(flows: readonly Flow[]): void {
    const here = flows.filter(({ application, destination }) => application.name === APPLICATION && destination === this.site);
    const perSecond = here.reduce((sum, flow) => sum + flow.perSecond, 0);
    if (here.length > 0) this.group.set("orders_per_second", Math.round(perSecond * ORDERS_PER_REQUEST));
    else this.reset();
  }

  reset(): void {
    this.group.retire();
  }
}
