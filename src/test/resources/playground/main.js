import { send } from "./api.js";
import { Batches } from "./batches.js";
import { Device } from "./device.js";
import { startLog } from "./log.js";
import { Scenes } from "./scenes.js";
import { Shop } from "./shop.js";
import { Upstreams } from "./upstreams.js";
import { compare } from "./versions.js";

const at = (id) => document.getElementById(id);

startLog(at("requests"));
const devices = { phone: new Device("Phone", at("phone")), laptop: new Device("Laptop", at("laptop")) };
const shop = new Shop(at("tiles"), at("product"), (device, product, quantity) =>
  devices[device].add(product, quantity, shop.location),
);
const upstreams = new Upstreams(at("switches"), () => shop.refresh());
const scenes = new Scenes({ story: at("story"), shop, ...devices, upstreams });
new Batches(at("stock"));

at("location").addEventListener("change", (event) => {
  shop.location = Number(event.target.value);
  shop.refresh();
});
at("mend").addEventListener("click", async () => {
  await upstreams.mend();
  await shop.refresh();
});
at("compare").addEventListener("click", () => compare(at("both"), shop.chosen));

const buttons = [...document.querySelectorAll("[data-scene]")].filter((one) => one.tagName === "BUTTON");
for (const one of buttons) {
  one.addEventListener("click", async () => {
    if (one.ariaDisabled) {
      return;
    }
    // Not really disabled, which would take the focus away.
    buttons.forEach((each) => each.setAttribute("aria-disabled", "true"));
    await scenes.play(one.dataset.scene);
    buttons.forEach((each) => each.removeAttribute("aria-disabled"));
  });
}

await upstreams.render();
const cart = await send("Phone", "POST", "v2/carts");
if (cart.ok) {
  const opens = { "X-Cart-Token": cart.body.cartToken };
  Object.values(devices).forEach((device) => device.use(cart.body, cart.etag, opens));
}
await shop.refresh();
document.body.dataset.ready = "true";
