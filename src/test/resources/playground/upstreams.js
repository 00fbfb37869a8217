import { send } from "./api.js";
import { el, show } from "./dom.js";

const UPSTREAMS = { catalog: "Catalog", pricing: "Pricing", inventory: "Inventory", "legacy-inventory": "Legacy inventory" };
const STATES = { fine: "fine", slow: "too slow", broken: "broken" };

/** Makes what stands behind the shop slow, breaks it and mends it. */
export class Upstreams {
  constructor(place, changed) {
    this.place = place;
    this.changed = changed;
  }

  async put(upstream, state) {
    await send("Playground", "POST", `playground/upstreams/${upstream}/${state}`);
    await this.render();
  }

  /** As it was in the beginning, prices and stock included. */
  async mend() {
    await send("Playground", "POST", "playground/mend");
    await this.render();
  }

  async render() {
    const states = (await send("Playground", "GET", "playground/upstreams")).body;
    show(this.place, Object.keys(UPSTREAMS).map((upstream) => this.switch(upstream, states[upstream])));
  }

  switch(upstream, now) {
    return el(
      "fieldset",
      { class: now },
      el("legend", {}, UPSTREAMS[upstream]),
      Object.keys(STATES).map((state) =>
        el(
          "label",
          {},
          el("input", {
            type: "radio",
            name: upstream,
            value: state,
            checked: state === now,
            "data-key": `${upstream}-${state}`,
            change: async () => {
              await this.put(upstream, state);
              await this.changed();
            },
          }),
          ` ${STATES[state]}`,
        ),
      ),
    );
  }
}
