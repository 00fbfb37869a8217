/**
 * One way to ask a service that Pannier does not own: its address and credentials, the client, and
 * the policy around each call (see {@code resilience4j.*} in {@code application.yaml}). Adapters
 * that others bring use it too: what they may count on is in {@code
 * docs/bring-your-own-upstream.md}.
 */
@NullMarked
package io.pannier.shared.upstream;

import org.jspecify.annotations.NullMarked;
