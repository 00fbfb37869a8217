import { send } from "./api.js";
import { el, show } from "./dom.js";
import { text } from "./log.js";

/** The same product in both versions, at the only location that version 1 knows. */
export async function compare(place, { upc }) {
  if (!upc) {
    show(place, el("p", {}, "Version 1 knows products by their GTIN only, and this one has none. Choose another."));
    return;
  }
  const answers = await Promise.all([
    send("Shop", "GET", `v1/productByUpc?upc=${upc}`),
    send("Shop", "GET", `v2/products/${upc}`),
  ]);
  show(
    place,
    answers.map((answer, index) =>
      el(
        "div",
        {},
        el("h3", {}, `Version ${index + 1}`, el("small", {}, ` ${answer.status}`)),
        el("pre", { tabindex: "0", "aria-label": `Answer of version ${index + 1}` }, text(answer.body)),
      ),
    ),
  );
}
