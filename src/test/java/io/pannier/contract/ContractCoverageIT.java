package io.pannier.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * After all other tests: a contract's operation that none of them saw succeed is not known to be
 * kept, and fails the build.
 */
class ContractCoverageIT {

  @Test
  void every_operation_of_every_contract_was_seen_to_succeed() {
    Map<Operation, Set<Integer>> statuses =
        ContractCoverage.ofBuild().of(ApiContracts.ofRepository().operations());

    System.out.println(table(statuses));

    assertThat(statuses).isNotEmpty();
    assertThat(statuses.entrySet().stream().filter(e -> !succeeded(e.getValue())))
        .as("operations of the contracts that no test saw succeed")
        .isEmpty();
  }

  private static boolean succeeded(Set<Integer> statuses) {
    return statuses.stream().anyMatch(status -> status / 100 == 2);
  }

  private static String table(Map<Operation, Set<Integer>> statuses) {
    return statuses.entrySet().stream()
        .map(
            entry ->
                "%-32s %s"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().stream()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" "))))
        .collect(
            Collectors.joining(
                "\n",
                "\nOperations of the contracts, and the statuses that the tests saw\n",
                "\n"));
  }
}
