import io.pannier.client.cartv2.ApiClient;
import io.pannier.client.cartv2.ApiException;
import io.pannier.client.cartv2.api.CartsApi;
import io.pannier.client.cartv2.model.AddItem;
import io.pannier.client.cartv2.model.Cart;
import io.pannier.client.cartv2.model.CreateCartRequest;
import io.pannier.client.cartv2.model.CreatedCart;
import io.pannier.client.cartv2.model.Problem;
import io.pannier.client.productv2.api.ProductsApi;
import io.pannier.client.productv2.model.Product;

/** A guest's cart, one addition, its repetition, and a refusal: all of it typed by the contracts. */
public final class AddOne {

  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.updateBaseUri(arguments[0]);
    CartsApi carts = new CartsApi(client);
    var products = new io.pannier.client.productv2.ApiClient();
    products.updateBaseUri(arguments[0]);

    Product page = new ProductsApi(products).viewProduct("036000291452", null, null, null, null, null);
    System.out.println("product: " + page.getCatalog().getName());

    CreatedCart cart = carts.createCart(null, null, new CreateCartRequest());
    client.setRequestInterceptor(request -> request.header("X-Cart-Token", cart.getCartToken()));
    carts = new CartsApi(client); // it takes the interceptor when it is made
    AddItem two = new AddItem().upc("036000291452").quantity(2);
    Cart added = carts.addItem(cart.getId(), two, null, "java-add", null, null);
    System.out.println("added: " + added.getItems().get(0).getQuantity());
    var repeated = carts.addItemWithHttpInfo(cart.getId(), two, null, "java-add", null, null);
    System.out.println("replayed: " + repeated.getHeaders().get("Idempotent-Replayed"));
    System.out.println("subtotal: " + repeated.getData().getTotals().getSubtotal().getAmount());

    try {
      carts.addItem(
          cart.getId(), new AddItem().upc("036000291452").quantity(500), null, null, null, null);
    } catch (ApiException refused) {
      Problem problem =
          ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
      System.out.println("refused: " + problem.getCode() + " " + problem.getMaximum());
    }
  }
}
