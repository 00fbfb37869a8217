/** An element. Strings become text, never markup; functions listen; false leaves an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name, value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Shows something in place of what is there; who was at a control with a data-key is at it again. */
export function show(place, ...children) {
  const key = place.contains(document.activeElement) && document.activeElement.dataset.key;
  place.replaceChildren(...children.flat().filter(Boolean));
  if (key) {
    place.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }
}

export function button(text, click, attributes = {}) {
  return el("button", { type: "button", click, ...attributes }, text);
}

export function picture(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "picture");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `playground/pictures.svg#${name}`);
  svg.append(use);
  return svg;
}

export function money(value) {
  return value ? new Intl.NumberFormat("en", { style: "currency", currency: value.currency }).format(value.amount) : "unknown";
}
