// A guest's cart, one addition, its repetition, and a refusal: all of it typed by the contracts.
import createClient from "openapi-fetch";
import type { paths as CartPaths } from "./cart-v2.js";
import type { paths as ProductPaths } from "./product-v2.js";

const baseUrl = process.argv[2];
if (baseUrl === undefined) {
  throw new Error("usage: node out/add.js <address of the service>");
}
const carts = createClient<CartPaths>({ baseUrl });
const products = createClient<ProductPaths>({ baseUrl });

const page = await products.GET("/v2/products/{upc}", {
  params: { path: { upc: "036000291452" } },
});
console.log("product:", page.data?.catalog?.name);

const created = await carts.POST("/v2/carts", { body: {} });
const cart = created.data;
if (cart === undefined || !("cartToken" in cart) || cart.cartToken === undefined) {
  throw new Error("no cart: " + JSON.stringify(created.error));
}

const client = createClient<CartPaths>({ baseUrl, headers: { "X-Cart-Token": cart.cartToken } });
const add = () =>
  client.POST("/v2/carts/{cartId}/items", {
    params: { path: { cartId: cart.id }, header: { "Idempotency-Key": "typescript-add" } },
    body: { upc: "036000291452", quantity: 2 },
  });
const added = await add();
console.log("added:", added.response.status, added.data?.items[0]?.quantity);
const repeated = await add();
console.log("replayed:", repeated.response.headers.get("Idempotent-Replayed"));
console.log("subtotal:", repeated.data?.totals.subtotal?.amount);

const refused = await client.POST("/v2/carts/{cartId}/items", {
  params: { path: { cartId: cart.id } },
  body: { upc: "036000291452", quantity: 500 },
});
// One type of problem for all: its code tells which of its members are there.
if (refused.error?.code === "quantity-limit") {
  console.log("refused:", refused.error.code, refused.error.maximum);
}
