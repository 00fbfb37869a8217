import { el } from "./dom.js";

const WORDS = {
  FRESH: ["good", "asked now"],
  CACHED: ["good", "asked a moment ago"],
  CLOSED: ["good", "as it was ordered"],
  NOT_FOUND: ["poor", "there is none"],
  STALE: ["poor", "old, but all there is"],
  FALLBACK: ["poor", "from the legacy inventory"],
  UNAVAILABLE: ["bad", "could not be told"],
};

const REASONS = {
  TIMEOUT: "no answer in time",
  UNREACHABLE: "not reachable",
  THROTTLED: "asked for fewer requests",
  UPSTREAM_ERROR: "the service failed",
  INVALID_ANSWER: "its answer made no sense",
  CIRCUIT_OPEN: "failed too often, spared for some seconds",
  OVERLOADED: "too much at once",
};

/** How well a value is known, as a word for the eye and a sentence for everybody. */
export function known({ status, reason }) {
  const [mood, words] = WORDS[status] ?? ["poor", "a status that this page does not know"];
  const why = reason ? `, ${REASONS[reason] ?? reason}` : "";
  return el("span", { class: "known" }, el("span", { class: `badge ${mood}` }, status), ` ${words}${why}`);
}

const STOCK = { IN_STOCK: "in stock", OUT_OF_STOCK: "sold out", UNKNOWN: "in stock? not known" };

/** What can be had, in words; unknown is not zero. */
export function stock(value) {
  const words = STOCK[value.availability] ?? value.availability;
  return value.availability === "IN_STOCK" && value.available !== undefined ? `${value.available} ${words}` : words;
}
