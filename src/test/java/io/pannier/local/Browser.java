package io.pannier.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.core.io.ClassPathResource;

/** A Chromium without a window. It and its driver are named by path, so nothing is downloaded. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = path("PANNIER_CHROMIUM", "/usr/bin/chromium");
  private static final Path DRIVER = path("PANNIER_CHROMEDRIVER", "/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String AXE = "axe.min.js";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Whether there is one here. */
  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  static Browser start() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--accept-lang=en-US",
        // Chromium itself asks the world for this and that.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build(),
            options));
  }

  private static Path path(String variable, String otherwise) {
    return Path.of(Objects.requireNonNullElse(System.getenv(variable), otherwise));
  }

  Browser sized(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  Browser dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  void open(String address) {
    driver.get(address);
  }

  /** Fails if it is not there; what is shown anew later is another element. */
  WebElement at(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** What can be read there now; empty if it is not there. */
  String text(String selector) {
    return property(selector, "innerText");
  }

  /** The same with what is folded. */
  String content(String selector) {
    return property(selector, "textContent");
  }

  private String property(String selector, String name) {
    return (String)
        run("document.querySelector(arguments[0])?.[arguments[1]] ?? ''", selector, name);
  }

  /** Once it is there and stays there. */
  void click(String selector) {
    until(
        selector + " can be pressed",
        () -> {
          try {
            at(selector).click();
            return true;
          } catch (NoSuchElementException | StaleElementReferenceException beingShown) {
            return false;
          }
        });
  }

  Object run(String script, Object... arguments) {
    return Objects.requireNonNull(driver.executeScript("return " + script, arguments));
  }

  void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what + "\n" + text("body"));
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** What axe-core finds wrong with the page as it is now. */
  List<?> barriers() throws IOException {
    driver.executeScript(new ClassPathResource(AXE).getContentAsString(UTF_8));
    return (List<?>)
        Objects.requireNonNull(
            driver.executeAsyncScript(
                """
                const answer = arguments[arguments.length - 1];
                axe.run(document).then((found) => answer(found.violations.map(
                  (each) => each.id + ": " + each.nodes.map((node) => node.html).join(" "))));
                """));
  }

  /** Every other host that the page has asked for something. */
  List<?> otherHosts() {
    return (List<?>)
        run(
            "performance.getEntriesByType('resource').map((each) => new URL(each.name).origin)"
                + ".filter((origin) => origin !== location.origin)");
  }

  /** Whether something is wider than the window. */
  boolean isTooWide() {
    return (Boolean) run("document.documentElement.scrollWidth > innerWidth");
  }

  /** A picture of what the window shows. */
  void picture(String name) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "screenshots"));
    Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
