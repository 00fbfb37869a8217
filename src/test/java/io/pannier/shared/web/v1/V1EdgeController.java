package io.pannier.shared.web.v1;

import io.pannier.shared.web.EdgeController;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The same operations in version 1. */
@RestController
@RequestMapping("/v1")
@Profile(V1EdgeTest.PROFILE)
class V1EdgeController extends EdgeController {}
