import { MeterGroup } from "../../signals/meter-group";
import type { SeriesStore } from "../../signals/series-store";
import type { Flow } from "../flow";
import type { SiteView } from "../site-view";

/** A request of the demo stands for so many orders of the real sale, which autoscalers count in thousands. */
const ORDERS_PER_REQUEST = 100;
const NAMESPACE = "retail";
const APPLICATION = "flash-sale";

/** The orders that come in at one cluster's flash sale: what its autoscaler goes by. */
export class OrderRecorder {
  private readonly group: MeterGroup;
  private readonly site: string;
  private readonly view: SiteView;

  constructor(site: string, view: SiteView, store: SeriesStore) {
    this.site = site;
    this.view = view;
    this.group = new MeterGroup(store, { namespace: NAMESPACE, service: APPLICATION });
  }

  record(flows: readonly Flow[]): void {
    const here = flows.filter(({ application, destination }) => application.name === APPLICATION && destination === this.site);
    const perSecond = here.reduce((sum, flow) => sum + flow.perSecond, 0);
    // No orders are a figure too: an autoscaler without one is out of order.
    if (this.view.deployment(NAMESPACE, APPLICATION)) this.group.set("orders_per_second", Math.round(perSecond * ORDERS_PER_REQUEST));
    else this.reset();
  }

  reset(): void {
    this.group.retire();
  }
}
