// Lists what /openapi lists, so that a version that is gone is gone here too.
fetch("openapi")
  .then((response) => response.json())
  .then((urls) => {
    window.ui = SwaggerUIBundle({
      urls,
      dom_id: "#swagger-ui",
      deepLinking: true,
      // Otherwise the page would ask a validator on the internet.
      validatorUrl: null,
      presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
      layout: "StandaloneLayout",
    });
  });
