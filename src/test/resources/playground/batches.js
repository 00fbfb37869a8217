import { send } from "./api.js";
import { button, el, show } from "./dom.js";
import { problem } from "./shop.js";

/** An order system and a warehouse that share one token, and a product of their own. */
export class Batches {
  sku = `SHELF-${Date.now().toString(36).toUpperCase()}`;
  orders = 0;
  opens = {};
  message = null;

  constructor(place) {
    this.place = place;
    show(place, button("Start the warehouse", () => this.start()));
  }

  async start() {
    const system = await send("Playground", "POST", "playground/systems/a-system/token");
    this.opens = { Authorization: `Bearer ${system.body.accessToken}` };
    await this.batch("PO-1", { quantity: 10 });
    await this.batch("PO-2", { quantity: 20, eta: "2030-01-02" });
    await this.render();
  }

  async batch(reference, body) {
    return send("Warehouse", "PUT", `v2/stock/${this.sku}/batches/${reference}`, { headers: this.opens, body });
  }

  async set(reference, body) {
    this.said(await this.batch(reference, body), ({ moved, unallocated }) =>
      moved.length + unallocated.length === 0
        ? `${reference} is set. No line had to move.`
        : `${reference} is set. Moved: ${ids(moved)}. Without stock now: ${ids(unallocated)}.`,
    );
    await this.render();
  }

  async allocate(quantity) {
    const orderId = `order-${++this.orders}-${this.sku}`;
    const answer = await send("Order system", "POST", "v2/allocations", {
      headers: this.opens,
      body: { orderId, sku: this.sku, quantity },
    });
    this.said(answer, (line) => `${short(orderId)} has ${quantity} of ${line.batchReference}.`);
    await this.render();
  }

  said(answer, words) {
    const content = answer.ok ? words(answer.body) : problem(answer);
    this.message = el("p", { class: answer.ok ? "good" : "problem", role: "status" }, content);
  }

  async render() {
    const [stock, lines] = await Promise.all([
      send("Warehouse", "GET", `v2/stock/${this.sku}`, { headers: this.opens }),
      send("Warehouse", "GET", `v2/stock/${this.sku}/lines`, { headers: this.opens }),
    ]);
    if (!stock.ok || !lines.ok) {
      show(this.place, el("p", { class: "problem" }, problem(stock.ok ? lines : stock)));
      return;
    }
    show(
      this.place,
      el(
        "div",
        { class: "row" },
        button("Order 8", () => this.allocate(8), { "data-key": "8" }),
        button("Order 5", () => this.allocate(5), { "data-key": "5" }),
        button("PO-2 arrives", () => this.set("PO-2", { quantity: 20 }), { "data-key": "arrives" }),
        button("Half of PO-1 is broken", () => this.set("PO-1", { quantity: 5 }), { "data-key": "broken" }),
      ),
      this.message,
      stock.body.batches.map((batch) => this.bar(batch, lines.body.lines.filter((line) => line.batchReference === batch.reference))),
      lines.body.lines.length === 0 && el("p", { class: "quiet" }, "No order has any of it yet."),
    );
  }

  bar(batch, lines) {
    const held = lines.map((line) => el("span", { class: "held" }, `${short(line.orderId)}: ${line.quantity}`));
    return el(
      "div",
      { class: "batch" },
      el("b", {}, batch.reference),
      ` ${batch.quantity} units, ${batch.eta ? `here on ${batch.eta}` : "here"}, ${batch.available} free`,
      el("div", { class: "held-by" }, held),
      el("progress", { max: batch.quantity || 1, value: batch.allocated + batch.shipped, "aria-label": `${batch.reference}, allocated` }),
    );
  }
}

function short(orderId) {
  return orderId.replace(/-SHELF.*/, "");
}

function ids(lines) {
  return lines.map((line) => short(line.orderId)).join(", ") || "none";
}
