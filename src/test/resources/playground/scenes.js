import { send } from "./api.js";
import { el, money, show } from "./dom.js";
import { COFFEE, TISSUE } from "./shop.js";

/** How long a step can be seen, in milliseconds; ?fast is for the impatient and for tests. */
const PACE = new URLSearchParams(location.search).has("fast") ? 0 : 900;

/** Stories that the shop and its two devices play, step by step. */
export class Scenes {
  constructor({ story, shop, phone, laptop, upstreams }) {
    Object.assign(this, { story, shop, phone, laptop, upstreams });
  }

  async play(name) {
    this.steps = el("ol");
    show(this.story, this.steps);
    this.story.dataset.scene = name;
    this.story.dataset.state = "playing";
    try {
      await this[name]();
      this.story.dataset.state = "done";
    } catch (failure) {
      this.story.dataset.state = "failed";
      this.say(`The scene stopped: ${failure.message}`);
    }
  }

  say(...words) {
    this.steps.append(el("li", {}, words));
    return this.pause(1);
  }

  pause(steps) {
    return new Promise((on) => setTimeout(on, steps * PACE));
  }

  /** Everything mended, a guest with an empty cart on both devices, and the tissue at store 412. */
  async begin() {
    await this.upstreams.mend();
    const answer = must(await send("Phone", "POST", "v2/carts"));
    const opens = { "X-Cart-Token": answer.body.cartToken };
    this.phone.use(answer.body, answer.etag, opens);
    this.laptop.use(answer.body, answer.etag, opens);
    this.shop.location = 412;
    document.getElementById("location").value = "412";
    this.shop.chosen = TISSUE;
    await this.untilKnown();
  }

  /** What was broken a moment ago is spared for some seconds. */
  async untilKnown() {
    for (let tries = 0; tries < 20; tries++) {
      await this.shop.refresh();
      const sections = Object.values(this.shop.page?.sections ?? { none: { status: "UNAVAILABLE" } });
      if (sections.every((section) => ["FRESH", "CACHED"].includes(section.status))) {
        return;
      }
      await new Promise((on) => setTimeout(on, 700));
    }
    throw new Error("not everything behind the shop is fine again");
  }

  async fine() {
    await this.begin();
    await this.say("Catalog, pricing and inventory are asked side by side, and each value says how well it is known.");
    must(await this.phone.add(TISSUE, 2, 412));
    await this.say("The phone puts two into the cart.");
    must(await this.laptop.read());
    await this.say(`The laptop reads the same cart: ${money(this.laptop.cart.totals.subtotal)}.`);
  }

  async inventory() {
    await this.begin();
    must(await this.phone.add(TISSUE, 2, 412));
    await this.upstreams.put("inventory", "broken");
    await this.shop.refresh();
    await this.say("The inventory is broken. The legacy inventory tells what it can, and the page says that it was asked.");
    await this.upstreams.put("legacy-inventory", "broken");
    await this.shop.refresh();
    await this.say("Both are broken. What is in stock is not known, which is not zero; name and price are there as before.");
    must(await this.laptop.read());
    await this.say("The cart can be read all the same.");
    must(await this.laptop.add(TISSUE, 1, 412));
    await this.say("And one more goes in: nobody can say that there is none.");
  }

  async price() {
    await this.begin();
    must(await this.phone.add(TISSUE, 2, 412));
    await this.say(`Two for ${money(this.phone.cart.totals.subtotal)}.`);
    await send("Playground", "POST", `playground/products/${TISSUE.upc}/price/1449`);
    await this.shop.refresh();
    must(await this.phone.read());
    await this.say("The price changed. The cart costs what it costs now, and has a notice until somebody accepts it.");
    must(await this.laptop.read());
    must(await this.laptop.acknowledge());
    await this.say("The laptop accepts it.");
    must(await this.phone.read());
    await this.say(`The phone has no notice any more: ${money(this.phone.cart.totals.subtotal)}.`);
  }

  async conflict() {
    await this.begin();
    must(await this.phone.add(TISSUE, 2, 412));
    must(await this.laptop.read());
    await this.say(`Both devices have read version ${this.phone.etag}.`);
    must(await this.phone.change(this.phone.cart.items[0], 3));
    await this.say("The phone makes it three.");
    expect(412, await this.laptop.change(this.laptop.cart.items[0], 5));
    await this.say("The laptop wants five, but knows an old version: refused with 412. Nothing was overwritten.");
    await this.pause(2);
    must(await this.laptop.read());
    must(await this.laptop.change(this.laptop.cart.items[0], 5));
    await this.say("It reads again, sees the three, and makes it five.");
    must(await this.phone.add(COFFEE, 1, 412));
    must(await this.phone.repeat());
    await this.say("The phone adds a coffee, loses the answer and repeats it under the same key: replayed, and still one coffee.");
  }

  async login() {
    await this.begin();
    must(await this.phone.add(TISSUE, 2, 412));
    await this.say("On the phone, a guest has chosen two tissues.");
    const name = `customer-${Date.now().toString(36)}`;
    const { accessToken } = must(await send("Playground", "POST", `playground/customers/${name}/token`)).body;
    const opens = { Authorization: `Bearer ${accessToken}` };
    const mine = must(await send("Laptop", "POST", "v2/carts", { headers: opens }));
    this.laptop.use(mine.body, mine.etag, opens);
    must(await this.laptop.add(COFFEE, 1, 412));
    await this.say("On the laptop, the same person is logged in, and has a coffee.");
    must(await this.phone.logIn(accessToken));
    await this.say("The phone logs in: what the guest had chosen goes into the customer's cart.");
    must(await this.laptop.read());
    await this.say("The laptop sees both.");
  }
}

function must(answer) {
  if (!answer.ok) {
    throw new Error(`${answer.method} ${answer.path} was answered ${answer.status}`);
  }
  return answer;
}

function expect(status, answer) {
  if (answer.status !== status) {
    throw new Error(`${answer.method} ${answer.path} was answered ${answer.status} and not ${status}`);
  }
}
