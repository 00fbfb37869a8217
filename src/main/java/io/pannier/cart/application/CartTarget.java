package io.pannier.cart.application;

import io.pannier.cart.domain.model.CartId;
import io.pannier.shared.model.Deadline;

/** The cart that a change is meant for, by whom, under which condition and until when. */
public record CartTarget(
    CartId cartId, Caller caller, VersionCondition condition, Deadline deadline) {}
