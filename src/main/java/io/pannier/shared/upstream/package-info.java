/**
 * One way to ask a service that Pannier does not own: its address and credentials, the client, and
 * the policy around each call (see {@code resilience4j.*} in {@code application.yaml}).
 */
@NullMarked
package io.pannier.shared.upstream;

import org.jspecify.annotations.NullMarked;
