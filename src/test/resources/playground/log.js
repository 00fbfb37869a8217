import { el } from "./dom.js";
import { onAnswer } from "./api.js";

const MOST = 60;

/** Lists every request, the newest first. */
export function startLog(list) {
  onAnswer((exchange) => {
    list.prepend(entry(exchange));
    while (list.children.length > MOST) {
      list.lastElementChild.remove();
    }
  });
}

function entry(exchange) {
  const kind = exchange.status === 0 || exchange.status >= 500 ? "failed" : exchange.ok ? "done" : "refused";
  return el(
    "li",
    {},
    el(
      "details",
      { class: `request ${kind}` },
      el(
        "summary",
        {},
        el("b", {}, exchange.status || "none"),
        ` ${exchange.who}: ${exchange.method} `,
        el("span", { class: "path" }, exchange.path),
        ` ${exchange.millis} ms`,
        exchange.replayed && el("span", { class: "badge good" }, "replayed"),
      ),
      el("pre", { tabindex: "0" }, exchange.curl),
      el("pre", { tabindex: "0" }, text(exchange.body)),
    ),
  );
}

export function text(body) {
  return body === null ? "(no body)" : typeof body === "string" ? body : JSON.stringify(body, null, 2);
}
