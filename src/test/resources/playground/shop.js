import { send } from "./api.js";
import { button, el, money, picture, show } from "./dom.js";
import { known, stock } from "./known.js";

export const TISSUE = { upc: "036000291452", picture: "tissue" };
export const COFFEE = { upc: "071200450186", picture: "coffee" };
const SHELF = [
  TISSUE,
  COFFEE,
  { upc: "080012345108", picture: "pasta" },
  { upc: "068200300177", picture: "water" },
  { upc: "073500220179", picture: "honey" },
  { sku: "COMPLICATED-LAMP", picture: "lamp" },
];

/** A product is known by its GTIN or by the shop's own number. */
export function idOf({ upc, sku }) {
  return upc ? { upc } : { sku };
}

function nameOf({ upc, sku }) {
  return upc ?? sku;
}

/** Tiles of all products, and the page of the one that is chosen. */
export class Shop {
  chosen = TISSUE;
  location = 412;
  page = null;

  /** @param add puts so many of a product into the cart of a device, as in add("phone", product, 1) */
  constructor(tiles, product, add) {
    this.tiles = tiles;
    this.product = product;
    this.add = add;
  }

  async choose(product) {
    this.chosen = product;
    await this.refresh();
  }

  async refresh() {
    await Promise.all([this.showTiles(), this.showProduct()]);
  }

  async showTiles() {
    const answer = await send("Shop", "POST", "v2/products/query", {
      body: {
        upcs: SHELF.filter((product) => product.upc).map((product) => product.upc),
        skus: SHELF.filter((product) => product.sku).map((product) => product.sku),
        requestedFields: ["catalog.name", "pricing.current", "inventory.available"],
        sellingLocationIds: [this.location],
      },
    });
    const found = answer.ok ? answer.body.products : [];
    show(this.tiles, SHELF.map((product) => this.tile(product, found.find((one) => nameOf(one) === nameOf(product)))));
  }

  tile(product, found) {
    const price = found?.pricing.locations[0];
    const here = found?.inventory.locations[0];
    return el(
      "button",
      {
        type: "button",
        class: "tile",
        "data-key": nameOf(product),
        "aria-pressed": String(product === this.chosen),
        click: () => this.choose(product),
      },
      picture(product.picture),
      el("b", {}, found?.catalog.name ?? nameOf(product)),
      el("span", {}, price?.current ? money(price.current) : "price not known"),
      el("span", { class: "quiet" }, here ? stock(here) : "in stock? not known"),
    );
  }

  async showProduct() {
    const { upc, sku, picture: image } = this.chosen;
    const path = upc ? `v2/products/${upc}` : `v2/products/sku/${sku}`;
    const answer = await send("Shop", "GET", `${path}?sellingLocationIds=${this.location}`);
    this.page = answer.ok ? answer.body : null;
    if (!answer.ok) {
      show(
        this.product,
        el("h3", {}, picture(image), nameOf(this.chosen)),
        el("p", { class: "problem" }, problem(answer)),
        el("p", {}, "Without the catalog there is no page: nobody could say what is shown. Carts can still be read."),
      );
      return;
    }
    const { catalog, pricing, inventory } = answer.body;
    show(
      this.product,
      el("h3", {}, picture(image), catalog.name),
      el("p", {}, catalog.description ?? ""),
      el(
        "dl",
        { class: "sections" },
        this.section("catalog", catalog, `${catalog.brand ?? "no brand"}, ${catalog.lifecycle.toLowerCase()}`),
        this.section("pricing", pricing.locations[0], price(pricing.locations[0])),
        this.section("inventory", inventory.locations[0], arrival(inventory.locations[0])),
      ),
      el(
        "div",
        { class: "row" },
        ["phone", "laptop"].map((device) =>
          button(`Put into the cart, on the ${device}`, () => this.add(device, this.chosen, catalog.orderLimits?.minimum ?? 1), {
            "data-key": `add-${device}`,
          }),
        ),
        button("Make it dearer", () => this.tamper(`price/${dearer(pricing.locations[0])}`), { "data-key": "dearer" }),
        button("Sell it out", () => this.tamper("sold-out"), { "data-key": "sold-out" }),
      ),
    );
  }

  section(name, value, words) {
    return [el("dt", {}, name), el("dd", { id: `section-${name}` }, el("span", { class: "value" }, words), known(value))];
  }

  async tamper(change) {
    await send("Playground", "POST", `playground/products/${nameOf(this.chosen)}/${change}`);
    await this.refresh();
  }
}

function price(here) {
  if (!here.current) {
    return "price not known";
  }
  const usual = here.regular && here.regular.amount !== here.current.amount ? `, usually ${money(here.regular)}` : "";
  return money(here.current) + usual;
}

function arrival(here) {
  const next = here.nextArrival ? `, ${here.nextArrival.quantity} more on ${here.nextArrival.date}` : "";
  return stock(here) + next;
}

/** A quarter more than now, in cents. */
function dearer(here) {
  return here.current ? Math.round(Number(here.current.amount) * 125) : 1449;
}

/** What went wrong, with the page that explains it. */
export function problem(answer) {
  const { title, detail, type, code } = answer.body ?? {};
  return [
    el("b", {}, `${answer.status || "No answer"}: ${title ?? "no problem document"}. `),
    detail ? `${detail} ` : null,
    type ? el("a", { href: type.replace(/^\//, "") }, `What ${code} means`) : null,
  ];
}
