import { send } from "./api.js";
import { button, el, money, show } from "./dom.js";
import { known, stock } from "./known.js";
import { idOf, problem } from "./shop.js";

let keys = 0;

/**
 * A device with a cart. It shows the cart as it last read it, and sends that version with every change, so that it
 * overwrites nothing that it has not seen.
 */
export class Device {
  cart = null;
  etag = null;
  opens = null;
  lastAddition = null;
  message = null;

  constructor(name, place) {
    this.name = name;
    this.place = place;
    this.render();
  }

  /** @param opens the header that opens the cart: a guest's token or a customer's access token */
  use(cart, etag, opens) {
    this.opens = opens;
    this.lastAddition = null;
    this.took(cart, etag);
  }

  get isLoggedIn() {
    return Boolean(this.opens?.Authorization);
  }

  get path() {
    return `v2/carts/${this.cart.id}`;
  }

  took(cart, etag) {
    this.cart = cart;
    this.etag = etag;
    this.message = null;
    this.render();
  }

  async read() {
    return this.after(await send(this.name, "GET", this.path, { headers: this.opens }));
  }

  /** Under a key of its own, so that it can be repeated and is done once. */
  async add(product, quantity, location) {
    this.lastAddition = {
      headers: { ...this.opens, "Idempotency-Key": `${this.name}-${Date.now()}-${++keys}` },
      body: { ...idOf(product), quantity, sellingLocationId: location },
    };
    return this.repeat();
  }

  /** As an app does whose answer was lost. */
  async repeat() {
    return this.after(await send(this.name, "POST", `${this.path}/items`, this.lastAddition));
  }

  async change(line, quantity) {
    return this.write("PUT", `items/${line.id}`, { quantity });
  }

  async acknowledge() {
    return this.write("POST", "notices/acknowledge", {
      noticeIds: this.cart.notices.filter((notice) => notice.current).map((notice) => notice.id),
    });
  }

  async write(method, path, body) {
    const headers = { ...this.opens, "If-Match": this.etag };
    return this.after(await send(this.name, method, `${this.path}/${path}`, { headers, body }));
  }

  /** The customer's own cart, into which the guest's goes. */
  async logIn(accessToken) {
    const opens = { Authorization: `Bearer ${accessToken}` };
    const guest = { sourceCartId: this.cart.id, sourceCartToken: this.opens["X-Cart-Token"] };
    const mine = await send(this.name, "POST", "v2/carts", { headers: opens });
    if (!mine.ok) {
      return this.after(mine);
    }
    const merged = await send(this.name, "POST", `v2/carts/${mine.body.id}/merge`, { headers: opens, body: guest });
    if (!merged.ok) {
      return this.after(merged);
    }
    this.use(merged.body.cart, merged.etag, opens);
    return merged;
  }

  after(answer) {
    if (answer.ok) {
      this.took(answer.body, answer.etag);
      if (answer.replayed) {
        this.tell("good", ["Replayed: the service had done this before, and did not do it again."]);
      }
    } else {
      this.tell("problem", problem(answer));
    }
    return answer;
  }

  tell(mood, words) {
    this.message = el("p", { class: mood, role: "alert" }, words);
    this.render();
  }

  render() {
    const busy = !this.cart;
    show(
      this.place,
      el("h3", {}, this.name, this.cart && el("small", {}, ` ${this.isLoggedIn ? "customer" : "guest"}, version ${this.etag}`)),
      busy ? el("p", {}, "No cart yet.") : this.lines(),
      this.message,
      el(
        "div",
        { class: "row" },
        button("Read again", () => this.read(), { "data-key": "read", disabled: busy }),
        button("Repeat the last addition", () => this.repeat(), { "data-key": "repeat", disabled: !this.lastAddition }),
        button("Log in", () => this.logInAsSomebody(), { "data-key": "login", disabled: busy || this.isLoggedIn }),
      ),
    );
  }

  async logInAsSomebody() {
    const customer = await send("Playground", "POST", "playground/customers/a-customer/token");
    await this.logIn(customer.body.accessToken);
  }

  lines() {
    const { items, totals, notices } = this.cart;
    return [
      items.length === 0 && el("p", { class: "quiet" }, "The cart is empty."),
      el("ul", { class: "lines" }, items.map((line) => this.line(line))),
      notices.length > 0 && this.notices(notices),
      el(
        "p",
        { class: "total" },
        totals.subtotal ? `Together ${money(totals.subtotal)}` : `Together: not known. What has a price: ${money(totals.pricedSubtotal)}`,
      ),
    ];
  }

  line(line) {
    const name = line.product.name ?? line.upc ?? line.sku;
    const step = line.product.orderLimits?.multiple ?? 1;
    const changed = (to, sign, word) =>
      button(sign, () => this.change(line, Math.max(0, to)), {
        "aria-label": `${word} of ${name}, on the ${this.name}`,
        "data-key": `${word}-${line.id}`,
      });
    return el(
      "li",
      {},
      el("span", { class: "value" }, `${line.quantity} × ${name}`),
      changed(line.quantity - step, "−", "one less"),
      changed(line.quantity + step, "+", "one more"),
      el("span", { class: "detail" }, line.price.line ? `${money(line.price.line)} ` : "price not known ", known(line.price)),
      el("span", { class: "detail" }, `${stock(line.availability)} `, known(line.availability)),
    );
  }

  notices(notices) {
    const ofPrices = notices.some((notice) => notice.current);
    return el(
      "div",
      { class: "notices" },
      el("ul", {}, notices.map((notice) => el("li", {}, words(notice)))),
      ofPrices && button("Accept the new price", () => this.acknowledge(), { "data-key": "accept" }),
    );
  }
}

function words(notice) {
  const what = notice.code.toLowerCase().replaceAll("_", " ");
  return notice.current ? `${what}: ${money(notice.previous)} → ${money(notice.current)}` : what;
}
