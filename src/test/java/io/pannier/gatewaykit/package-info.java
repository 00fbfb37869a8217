/**
 * What every gateway promises, as tests for adapters of one's own: {@code pannier-gateway-kit.jar}.
 * An adapter's test extends the contract of its port and tells what its upstream says.
 */
@NullMarked
package io.pannier.gatewaykit;

import org.jspecify.annotations.NullMarked;
